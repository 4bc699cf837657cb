"""Words of the register: forms, their fields and boxes, rights, and who answers what."""

from collections.abc import Mapping

import msgspec

from hongqiao.kernel.errors import mark


class FormWords(msgspec.Struct, frozen=True):
    """A form’s title and what it is for."""

    title: str
    lead: str


FORMS: Mapping[str, FormWords] = {
    "data-request": FormWords(
        mark("Ask about your data"),
        mark(
            "Much of this you can do yourself in your settings. For the rest, ask here: you get an answer in "
            "a month, or a word on why it takes longer."
        ),
    ),
    "copyright-notice": FormWords(
        mark("Notice of a copyright infringement"),
        mark(
            "For owners of a work, or those who act for them. What you send is passed on to whoever "
            "published the note. Knowingly false notices can make you liable."
        ),
    ),
    "counter-notice": FormWords(
        mark("Counter-notice"),
        mark(
            "For people whose note was removed after a copyright notice by mistake. It comes back after "
            "10 to 14 business days unless the other side goes to court."
        ),
    ),
    "intimate-image": FormWords(
        mark("Remove an intimate picture of me"),
        mark(
            "Real or made with AI, it goes within 48 hours, and we look for copies. No account is needed. "
            "You can ask for somebody else if they asked you to."
        ),
    ),
    "breach": FormWords(
        mark("A breach of personal data"),
        mark(
            "Open it the moment you know. The deadline for telling the authority runs from then; you can add "
            "the rest later."
        ),
    ),
}
FIELDS: Mapping[str, str] = {
    "right": mark("What do you want?"),
    "what": mark("What exactly?"),
    "work": mark("Which work is it, and whose?"),
    "where": mark("Where is it? Addresses of the notes or pictures, one a line"),
    "name": mark("Your full name"),
    "mail": mark("Your email address"),
    "address": mark("Your postal address and telephone number"),
    "signature": mark("Signature: type your full name"),
    "data": mark("Which data, and roughly how many records"),
    "people": mark("Whose, and roughly how many people"),
    "consequences": mark("What may follow from it for them"),
    "measures": mark("What was done about it, and what will be"),
}
BREACH_FIELDS: Mapping[str, str] = {"what": mark("What happened, and when")}
BOXES: Mapping[str, Mapping[str, str]] = {
    "copyright-notice": {
        "good_faith": mark(
            "I believe in good faith that the owner, an agent of theirs, or the law doesn’t allow this use."
        ),
        "accuracy": mark(
            "What I say is right, and under penalty of perjury I own the right or act for its owner."
        ),
    },
    "counter-notice": {
        "perjury": mark("Under penalty of perjury, I believe in good faith that it was removed by mistake."),
        "jurisdiction": mark(
            "I accept the jurisdiction of the federal court of my district (or, abroad, of the "
            "operator’s), and papers from whoever sent the notice."
        ),
    },
    "intimate-image": {
        "good_faith": mark(
            "I believe in good faith that it shows me, or who asked me, and that they didn’t agree "
            "to it being published."
        ),
    },
}
RIGHTS: Mapping[str, str] = {
    "access": mark("See what is kept about me"),
    "rectification": mark("Have something corrected"),
    "erasure": mark("Have something deleted"),
    "restriction": mark("Have its use limited"),
    "portability": mark("Take it along to another service"),
    "objection": mark("Object to a use of it"),
}
