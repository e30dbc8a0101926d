"""A day to look back, as a file for a calendar. It says nothing about anybody, since others may see a calendar."""

import datetime

from icalendar import Calendar, Event

from web.guide.edition import Edition


def review_calendar(edition: Edition, day: datetime.date, fit_address: str = "") -> bytes:
    """An iCalendar file with one event that lasts the whole day, and asks at this address, if any, whether it fits."""
    event = Event()
    event.add("uid", f"look-back-{day.isoformat()}@{edition.file_name}")
    event.add("dtstamp", datetime.datetime.combine(day, datetime.time(), datetime.UTC))
    event.add("dtstart", day)
    event.add("summary", edition.say("review.event"))
    asked = [edition.say("fit.event", link=fit_address)] if fit_address else []
    event.add("description", "\n\n".join([edition.say("review.event-text"), *asked]))
    calendar = Calendar()
    calendar.add("prodid", f"-//{edition.say('product')}//{edition.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
