"""Reading what a rule base says of its own audit: the declared shares, and which warnings are meant, and why."""

from recommender.core.model import APPROACHES, AuditNotes, Explained, Share
from recommender.loading.yaml_source import SourceNode


def audit_notes(value: SourceNode) -> AuditNotes:
    """The `audit` part of a rule base; its faults are left with the file."""
    fields = value.fields((), ("shares", "explained"))
    shares = fields["shares"].fields(APPROACHES) if "shares" in fields else {}
    explained = fields["explained"].items() if "explained" in fields else []
    return AuditNotes(
        tuple(_share(approach, shares[approach]) for approach in APPROACHES if approach in shares),
        tuple(map(_explained, explained)),
    )


def _share(approach: str, value: SourceNode) -> Share:
    limits = [item.integer(0, 100) for item in value.items()]
    if len(limits) != 2 or limits[0] > limits[1]:
        value.fault("a share is a range in percent", "write the least and the most, such as [15, 25]")
        limits = [0, 100]
    return Share(approach, limits[0], limits[1], value.location)


def _explained(value: SourceNode) -> Explained:
    fields = value.fields(("finding", "at", "because"))
    return Explained(
        finding=fields["finding"].text() if "finding" in fields else "",
        at=tuple(item.text() for item in fields["at"].items()) if "at" in fields else (),
        because=fields["because"].text() if "because" in fields else "",
        location=value.location,
    )
