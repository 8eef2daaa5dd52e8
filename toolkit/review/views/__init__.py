"""What each page of the review shows, and the acts that it offers: one module a page.

A page is a script in `static/` of the same name, which asks for data and sends acts.
"""

from toolkit.review.views import alignment, book, project, reading, translation
from toolkit.review.views.view import ReviewPage

VIEWS: tuple[ReviewPage, ...] = (project.VIEW, reading.VIEW, alignment.VIEW, translation.VIEW, book.VIEW)
"""In the order in which they are offered."""
UNKNOWN = ReviewPage("unknown", "No such page", {}, of_document=False, of_language=False)
"""What an address shows that leads to none of them: its script asks, and is told what there is."""
