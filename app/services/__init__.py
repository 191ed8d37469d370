"""The rules of Alongside: functions, session first, then the row, then by= and now=."""
