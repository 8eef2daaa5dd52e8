"""An existing translation comes in: two documents aligned, and a catalog filled from them."""
