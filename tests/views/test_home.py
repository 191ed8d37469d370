def test_health_answers_once_the_schema_is_there(client):
    response = client.get("/health")

    assert (response.status_code, response.json) == (200, {"status": "ok"})


def test_a_stranger_is_welcomed_and_can_sign_in(client):
    page = client.get("/")

    assert page.status_code == 200
    assert "/sign-in" in page.text
