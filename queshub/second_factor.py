"""Settings: signing in with a second factor, as allauth reads them."""

MFA_ADAPTER = "accounts.mfa_adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "accounts.second_factor_forms.CodeForm",
    "reauthenticate": "accounts.second_factor_forms.CodeAgainForm",
    "activate_totp": "accounts.second_factor_forms.FirstCodeForm",
}
# Nobody signs in before an address is proved. The stricter rule would keep members from changing
# their address once they have a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
