"""Why no plan of an evening can keep every rule, by counting and by programmes."""
