"""How dates are written where no template says it (Django's FORMAT_MODULE_PATH)."""
