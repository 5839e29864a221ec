namespace PrivacyGateway.Hits;

/// <summary>
/// The rows of the <see cref="Vocabulary"/> for names that pages use for personal data and secrets in their URLs. None of them is a
/// parameter of the pixel. The source names the analytics and error-tracking tools whose default lists contain the name.
/// </summary>
internal static class PersonalNames
{
    private const string Contact = "Matomo, Google Analytics: URL redaction";
    private const string Secret = "Matomo, Sentry: data scrubbing";

    public static IReadOnlyList<VocabularyEntry> Entries { get; } =
    [
        .. Rows(
            Contact,
            "email", "e-mail", "e_mail", "mail", "emailaddress", "email_address", "email-address", "mailaddress", "useremail", "user_email",
            "user-email", "usermail", "customeremail", "customer_email", "contactemail", "contact_email", "billingemail", "billing_email",
            "emailid", "email_id", "newsletter_email", "loginemail", "login_email"),
        .. Rows(
            Contact,
            "name", "firstname", "first_name", "first-name", "fname", "givenname", "given_name", "vorname", "lastname", "last_name",
            "last-name", "lname", "surname", "familyname", "family_name", "nachname", "fullname", "full_name", "full-name", "middlename",
            "middle_name", "maidenname", "username", "user_name", "user-name", "customername", "customer_name", "contactname",
            "contact_name", "cardholder", "cardholdername"),
        .. Rows(
            Contact,
            "phone", "phonenumber", "phone_number", "phone-number", "phoneno", "tel", "telephone", "telefon", "telefonnummer", "mobile",
            "mobilenumber", "mobile_number", "mobilephone", "mobile_phone", "cellphone", "handy", "handynummer", "fax",
            "faxnumber", "msisdn"),
        .. Rows(
            Contact,
            "address", "address1", "address2", "address3", "address_1", "address_2", "addressline1", "addressline2", "address_line1",
            "address_line2", "streetaddress", "street_address", "street", "street1", "street2", "strasse", "hausnummer", "housenumber",
            "house_number", "adresse", "billingaddress", "billing_address", "shippingaddress", "shipping_address", "zip", "zipcode",
            "zip_code", "zip-code", "plz", "postalcode", "postal_code", "postal-code", "postcode"),
        .. Rows(
            Contact,
            "birthday", "birthdate", "birth_date", "birth-date", "dateofbirth", "date_of_birth", "dob", "geburtsdatum", "geburtstag", "ssn",
            "socialsecuritynumber", "social_security_number", "taxid", "tax_id", "passport", "passportnumber", "iban", "bic", "creditcard",
            "credit_card", "creditcardnumber", "cardnumber", "card_number", "card-number", "ccnumber", "ccnum", "cvv", "cvc",
            "accountnumber", "account_number", "kontonummer", "kundennummer", "customernumber", "customer_number", "customerid",
            "customer_id", "customer-id", "userid", "user_id", "user-id", "uid"),
        .. Rows(
            Secret,
            "password", "passwd", "passwort", "kennwort", "pass", "pwd", "pw", "passphrase", "pin", "token", "access_token", "access-token",
            "accesstoken", "refresh_token", "refreshtoken", "id_token", "idtoken", "auth_token", "auth-token", "authtoken", "resettoken",
            "reset_token", "csrftoken", "csrf_token", "xsrf_token", "_csrf", "_token", "authenticity_token", "formkey", "form_key", "auth",
            "authorization", "apikey", "api_key", "api-key", "secret", "client_secret", "signature", "jwt", "otp", "sessionid",
            "session_id", "session-id", "sessid", "session", "sess", "jsessionid", "phpsessid", "aspsessionid*", "cfid", "cftoken", "oxsid",
            "force_sid", "login"),
    ];

    private static IEnumerable<VocabularyEntry> Rows(string source, params string[] names) =>
        names.Select(name => new VocabularyEntry(NameLocation.Parameter, name, DataCategory.Personal, source));
}
