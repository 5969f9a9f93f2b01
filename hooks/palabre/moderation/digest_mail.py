"""The weekly message as mail: a draft that mail programs open, to be addressed and sent."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage

from palabre.moderation import digest_html, digest_text
from palabre.moderation.message import Message
from palabre.settings import Settings


def mail(message: Message, settings: Settings) -> bytes:
    """*message* as text and as HTML, from nobody and to nobody: whoever sends it fills that in."""
    made = EmailMessage(policy=policy.SMTP)
    # Python would decode what looks encoded (RFC 2047), and a title could bring lines of its own.
    made["Subject"] = message.subject.replace("=?", "= ?")
    made["X-Unsent"] = "1"  # by this, mail programs open it to be edited, not as received
    text, flowed = digest_text.body(message), {"format": "flowed"}
    made.set_content(text, cte="quoted-printable", params=flowed)
    html = digest_html.html(message, settings)
    made.add_alternative(html, subtype="html", cte="quoted-printable")
    made["Content-Language"] = ", ".join(part.site.code for part in message.parts)
    return made.as_bytes()
