using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Hits;

/// <summary>Rows for names in page URLs, one instance of each written by hand: a deleted row fails here.</summary>
public sealed class VocabularyUrlNameTests
{
    private const string Lead = "p=600,shop.home,1,1280x720,24,1,1795455263000,0,1280x720,0";

    public static TheoryData<string> ClickIds => new(
        "gclid", "gbraid", "wbraid", "dclid", "gclsrc", "srsltid", "_gl", "_ga", "_gac", "fbclid", "fb_action_ids", "igshid", "igsh",
        "msclkid", "ttclid", "twclid", "li_fat_id", "yclid", "ymclid", "ysclid", "_openstat", "epik", "sccid", "rdt_cid", "dicbo",
        "obclickid", "tblci", "tbclid", "cto_pld", "qclid", "maas", "aref", "awc", "zanpid", "irclickid", "cjevent", "cjdata", "ransiteid",
        "tduid", "clickid", "click_id", "_ef_transaction_id", "_branch_match_id", "_branch_referrer", "mc_eid", "mc_tc", "_hsenc", "_hsmi",
        "__hssc", "__hstc", "__hsfp", "hsctatracking", "vero_id", "vero_conv", "mkt_tok", "_kx", "oly_enc_id", "oly_anon_id", "__s",
        "ml_subscriber", "ml_subscriber_hash", "sc_uid", "sc_eh", "sc_llid", "sc_lid", "sfmc_sub",
        "sfmc_id", "vgo_ee", "_bta_tid", "_bta_c", "trk_contact", "trk_msg", "trk_sid", "sailthru_hid", "wickedid", "rtkcid", "rb_clickid");

    public static TheoryData<string> Personal => new(
        "email", "e-mail", "e_mail", "mail", "emailaddress", "email_address", "email-address", "mailaddress", "useremail", "user_email",
        "user-email", "usermail", "customeremail", "customer_email", "contactemail", "contact_email", "billingemail", "billing_email",
        "emailid", "email_id", "newsletter_email", "loginemail", "login_email", "name", "firstname", "first_name", "first-name", "fname",
        "givenname", "given_name", "vorname", "lastname", "last_name", "last-name", "lname", "surname", "familyname", "family_name",
        "nachname", "fullname", "full_name", "full-name", "middlename", "middle_name", "maidenname", "username", "user_name", "user-name",
        "customername", "customer_name", "contactname", "contact_name", "cardholder", "cardholdername", "phone", "phonenumber",
        "phone_number", "phone-number", "phoneno", "tel", "telephone", "telefon", "telefonnummer", "mobile", "mobilenumber",
        "mobile_number", "mobilephone", "mobile_phone", "cellphone", "handy", "handynummer", "fax", "faxnumber", "msisdn", "address",
        "address1", "address2", "address3", "address_1", "address_2", "addressline1", "addressline2", "address_line1", "address_line2",
        "streetaddress", "street_address", "street", "street1", "street2", "strasse", "hausnummer", "housenumber", "house_number",
        "adresse", "billingaddress", "billing_address", "shippingaddress", "shipping_address", "zip", "zipcode", "zip_code", "zip-code",
        "plz", "postalcode", "postal_code", "postal-code", "postcode", "birthday", "birthdate", "birth_date", "birth-date", "dateofbirth",
        "date_of_birth", "dob", "geburtsdatum", "geburtstag", "ssn", "socialsecuritynumber", "social_security_number", "taxid", "tax_id",
        "passport", "passportnumber", "iban", "bic", "creditcard", "credit_card", "creditcardnumber", "cardnumber", "card_number",
        "card-number", "ccnumber", "ccnum", "cvv", "cvc", "accountnumber", "account_number", "kontonummer", "kundennummer",
        "customernumber", "customer_number", "customerid", "customer_id", "customer-id", "userid", "user_id", "user-id", "uid", "password",
        "passwd", "passwort", "kennwort", "pass", "pwd", "pw", "passphrase", "pin", "token", "access_token", "access-token", "accesstoken",
        "refresh_token", "refreshtoken", "id_token", "idtoken", "auth_token", "auth-token", "authtoken", "resettoken", "reset_token",
        "csrftoken", "csrf_token", "xsrf_token", "_csrf", "_token", "authenticity_token", "formkey", "form_key", "auth", "authorization",
        "apikey", "api_key", "api-key", "secret", "client_secret", "signature", "jwt", "otp", "sessionid", "session_id", "session-id",
        "sessid", "session", "sess", "jsessionid", "phpsessid", "aspsessionidabc", "cfid",
        "cftoken", "oxsid", "force_sid", "login");

    public static TheoryData<string> Campaigns => new("mc", "wt_mc", "wt_mc2", "utm_source", "utm_campaign");

    [Theory]
    [MemberData(nameof(ClickIds))]
    [MemberData(nameof(Personal))]
    public void URL_name_as_a_parameter_is_stripped_at_both_levels(string name)
    {
        var query = $"{Lead}&nc=1&{name}=4711&la=en";

        Assert.Equal($"{Lead}&nc=1&la=en", SamplePolicy.Standard.Query(query));
        Assert.Equal($"{Lead}&nc=1&la=en", SamplePolicy.Strict.Query(query));
    }

    [Theory]
    [MemberData(nameof(ClickIds))]
    [MemberData(nameof(Personal))]
    public void URL_name_in_a_nested_query_is_stripped_at_any_depth(string name)
    {
        var inner = Uri.EscapeDataString($"https://shop.example/?a=1&{name}=x%40y&b=2");
        var outer = Uri.EscapeDataString($"https://www.example/?u={inner}");

        Assert.Equal($"{Lead}&nc=1&pu={Uri.EscapeDataString("https://shop.example/?a=1&b=2")}",
            SamplePolicy.Standard.Query($"{Lead}&nc=1&pu={inner}"));
        Assert.Equal(
            $"{Lead}&nc=1&pu={Uri.EscapeDataString($"https://www.example/?u={Uri.EscapeDataString("https://shop.example/?a=1&b=2")}")}",
            SamplePolicy.Standard.Query($"{Lead}&nc=1&pu={outer}"));
    }

    [Theory]
    [MemberData(nameof(ClickIds))]
    public void Click_id_is_stripped_from_the_campaign_and_from_the_referrer_in_p(string name)
    {
        Assert.Equal($"{Lead}&nc=1&mc=", SamplePolicy.Standard.Query($"{Lead}&nc=1&mc={name}%3DCj0KCQiA"));
        Assert.Equal($"{Lead}&nc=1&mc=wt_mc%3Dsummer", SamplePolicy.Standard.Query($"{Lead}&nc=1&mc=wt_mc%3Dsummer%3B{name}%3DCj0KCQiA"));
        Assert.Equal(
            "p=600,shop.home,1,1280x720,24,1,1795455263000,https%3A%2F%2Fads.example%2F%3Fa%3D1,1280x720,0&nc=1",
            SamplePolicy.Standard.Query(
                $"p=600,shop.home,1,1280x720,24,1,1795455263000,https%3A%2F%2Fads.example%2F%3Fa%3D1%26{name}%3DCj0KCQiA,1280x720,0&nc=1"));
    }

    [Theory]
    [MemberData(nameof(ClickIds))]
    public void Click_id_is_forwarded_where_the_policy_keeps_click_ids(string name)
    {
        var query = $"{Lead}&nc=1&pu=https%3A%2F%2Fshop.example%2F%3F{name}%3D4711";

        Assert.Equal(query, (SamplePolicy.Standard with { KeepClickIds = true }).Query(query));
    }

    [Theory]
    [MemberData(nameof(Personal))]
    public void Name_of_personal_data_is_forwarded_where_the_policy_keeps_it(string name)
    {
        var query = $"{Lead}&nc=1&pu=https%3A%2F%2Fshop.example%2F%3F{name}%3D4711";

        Assert.Equal(query, (SamplePolicy.Standard with { KeepParameter = [name] }).Query(query));
    }

    [Theory]
    [MemberData(nameof(Campaigns))]
    public void Campaign_is_preserved_in_a_nested_query_under_strict_unless_the_policy_says_otherwise(string name)
    {
        var query = $"{Lead}&nc=1&pu=https%3A%2F%2Fshop.example%2F%3Fa%3D1%26{name}%3Dsummer";

        Assert.Equal($"{Lead}&nc=1&pu=https%3A%2F%2Fshop.example%2F%3F{name}%3Dsummer", SamplePolicy.Strict.Query(query));
        Assert.Equal($"{Lead}&nc=1&pu=https%3A%2F%2Fshop.example%2F", (SamplePolicy.Strict with { KeepCampaign = false }).Query(query));
        Assert.DoesNotContain("gclid", SamplePolicy.Strict.Query($"{query}%2526gclid%253Dabc"), StringComparison.Ordinal);
    }

    [Fact]
    public void Stripped_URL_name_is_counted_by_its_rule()
    {
        var trace = SamplePolicy.Standard.Forward(SampleHit.Get(
            $"{Lead}&nc=1&gclid=1&pu=https%3A%2F%2Fshop.example%2F%3Femail%3Dx%26fbclid%3D2")).Trace;

        Assert.Contains(new Trace.Entry(NameLocation.Parameter, "gclid", RuleNames.ClickId), trace.Entries);
        Assert.Contains(new Trace.Entry(NameLocation.Parameter, "fbclid", RuleNames.ClickId), trace.Entries);
        Assert.Contains(new Trace.Entry(NameLocation.Parameter, "email", RuleNames.PersonalName), trace.Entries);
    }
}
