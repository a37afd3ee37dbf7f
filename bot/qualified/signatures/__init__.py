"""The signature itself: a signer of a CMS message, time stamps, what a message carries beside."""
