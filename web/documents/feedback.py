"""What do you think? A line that leads to a mail to whoever runs the guide, with next to nothing filled in."""

from urllib.parse import quote

from markupsafe import Markup

from web.guide.edition import Edition
from web.links.bare_result import BareResult

_AS_IT_IS = "@+"
"""What in a mail address stands in a link as it is, beside letters, digits and a few marks."""


def feedback_line(edition: Edition, address: str, result: BareResult | None = None) -> Markup:
    """The line, or nothing where there is no address. The mail names the rules, and the result if it may be told."""
    if not address:
        return Markup()
    product = edition.say("product")
    subject = edition.say("feedback.subject-rules", product=product, version=edition.rules.version)
    if result:
        name = edition.wording.outcomes[result.outcome].name
        subject = edition.say("feedback.subject", product=product, outcome=name, version=result.version)
    link = f"mailto:{quote(address, safe=_AS_IT_IS)}?subject={quote(subject, safe='')}"
    return Markup('<p class="screen soft">{} <a href="{}" target="_self">{}</a> {}</p>').format(
        edition.say("feedback.text"), link, edition.say("feedback.link"), edition.say("feedback.private")
    )
