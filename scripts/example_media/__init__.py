"""How the media of examples/offer-follow-up is made. Run scripts/make-example-media.py."""
