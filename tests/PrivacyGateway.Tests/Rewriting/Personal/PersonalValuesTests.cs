using PrivacyGateway.Tests.Policies;
using PrivacyGateway.Tests.Properties;

namespace PrivacyGateway.Tests.Rewriting.Personal;

public sealed class PersonalValuesTests
{
    /// <summary>Values, and a part of each that must be redacted in every form.</summary>
    public static TheoryData<string> MailAddresses => new(
        "jane.doe@example.com", "jane+tag@example.co.uk", "JANE@EXAMPLE.COM", "o'neill@example.org", "j@example.museum",
        "jörg@beispiel.example", "jane@bücher.example", "用户@例子.广告", "jane@xn--bcher-kva.example", "ｊａｎｅ＠ｅｘａｍｐｌｅ．ｃｏｍ", "jane﹫example.com",
        "jane@example。com", "jane\u200B@exam\u00ADple.com", "\"jane doe\"@example.com",
        "jane\\u0040example.com", "jane\\x40example.com");

    public static TheoryData<string> StrictValues => new(
        "+4930123456789", "+49 30 123456-78", "+49 (0)30 1234567", "0049 30 12345678", "004930123456789", "+1 202-555-0143", "+12025550143",
        "+44 20 7946 0958", "+33.1.99.00.12.34", "DE89370400440532013000", "DE89 3704 0044 0532 0130 00", "GB82 WEST 1234 5698 7654 32",
        "gb82west12345698765432", "FR14-2004-1010-0505-0001-3M02-606", "NO9386011117947", "4111111111111111", "4111 1111 1111 1111",
        "4111-1111-1111-1111", "5500005555555559", "378282246310005", "3782 822463 10005", "6011000990139424", "3530111333300000",
        "2223003122003222", "30569309025904", "４１１１１１１１１１１１１１１１", "4111\u20111111\u20111111\u20111111",
        "4111\u00A01111\u00A01111\u00A01111", "٤١١١١١١١١١١١١١١١",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJqYW5lIn0.",
        "550e8400-e29b-41d4-a716-446655440000", "550E8400-E29B-41D4-A716-446655440000", "{550e8400-e29b-41d4-a716-446655440000}",
        "2135817235100536255", "4135817235100536255", "6135817235100536255", "8135817235100536255",
        "192.0.2.44", "192.0.2.44:8080", "2001:db8::1:2", "[2001:db8::8a2e:370:7334]", "2001:0db8:0000:0000:0000:8a2e:0370:7334",
        "::ffff:192.0.2.44");

    public static TheoryData<string> Harmless => new(
        "logo@2x.png", "@janedoe", "jane@localhost", "a @ b", "https://social.example/@jane.doe", "Room 3 @ 5.30", "maps/@52.5,13.4",
        "lib@1.2.3");

    public static TheoryData<string> HarmlessUnderStrict => new(
        "1795455233698", "4006381333931", "20261128123456", "4711", "0012345678", "1000000000000001", "12:30:45", "1.2.3", "0.9.1.2",
        "Foo::Bar", "eyJ", "5 + 12345", "2026-11-28",
        "d41d8cd98f00b204e9800998ecf8427e", "shoes-red-42", "DE12", "00000000-x", "20 % off: 19.99");

    [Theory]
    [MemberData(nameof(MailAddresses))]
    public void Mail_address_is_redacted_at_both_levels_in_every_position_and_encoding(string value)
    {
        AssertRedacted(value, strict: false);
        AssertRedacted(value, strict: true);
    }

    [Theory]
    [MemberData(nameof(StrictValues))]
    public void Personal_value_is_redacted_under_strict_in_every_position_and_encoding(string value) => AssertRedacted(value, strict: true);

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Text_that_looks_a_little_like_a_mail_address_is_forwarded_unchanged(string value)
    {
        var query = $"cg1={Uri.EscapeDataString(value)}";

        Assert.Equal(query, Rewriters.Query(query, mark: false));
    }

    [Theory]
    [MemberData(nameof(HarmlessUnderStrict))]
    public void Number_or_text_of_another_shape_is_forwarded_unchanged_under_strict(string value)
    {
        var query = $"cg1={Uri.EscapeDataString(value)}&cg2={Uri.EscapeDataString($"see {value}, page 2")}";

        Assert.Equal(query, Rewriters.Query(query, mark: false, Rewriters.Strict));
    }

    [Theory]
    [InlineData("ba")]
    [InlineData("ov")]
    [InlineData("qn")]
    [InlineData("co")]
    public void Ids_of_products_and_prices_are_forwarded_though_they_look_like_cards_and_uuids(string name)
    {
        var query = $"{name}=4111111111111111;550e8400-e29b-41d4-a716-446655440000;2135817235100536255";

        Assert.Equal(query, Rewriters.Query(query, mark: false, Rewriters.Strict));
        Assert.Equal($"{name}=(redacted)", Rewriters.Query($"{name}=jane@example.com", mark: false, Rewriters.Strict));
    }

    [Fact]
    public void Order_id_listed_in_keepParameter_is_preserved_although_it_looks_like_a_card()
    {
        var policy = SamplePolicy.Strict with { KeepParameter = ["oi"] };

        Assert.Equal("oi=4111111111111111&nc=1", policy.Query("oi=4111111111111111&nc=1"));
    }

    [Theory]
    [InlineData("is=contact+jane%40example.com+now", "is=contact+(redacted)+now")]
    [InlineData("is=contact%20jane%2Btag%40example.com%20now", "is=contact%20(redacted)%20now")]
    [InlineData("pu=https%3A%2F%2Fs%2Fa%2Fjane%2540example.com%2Fb%3Fq%3Dask%2Bjane%2540example.com",
        "pu=https%3A%2F%2Fs%2Fa%2F(redacted)%2Fb%3Fq%3Dask%2B(redacted)")]
    [InlineData("cg1=%7B%22mail%22%3A%22jane%40example.com%22%2C%22a%22%3A1%7D", "cg1=%7B%22mail%22%3A%22(redacted)%22%2C%22a%22%3A1%7D")]
    [InlineData("cg1=a@example.com,b@example.com", "cg1=(redacted),(redacted)")]
    [InlineData("ct=a,eid=\"jane@example.com\"", "ct=a,eid=\"(redacted)\"")]
    [InlineData("pu=https://jane:secret@www.shop.test/x", "pu=https://www.shop.test/x")]
    [InlineData("pu=https://jane%40example.com:secret@www.shop.test/x", "pu=https://www.shop.test/x")]
    public void Text_around_a_redacted_value_is_preserved(string query, string expected) =>
        Assert.Equal(expected, Rewriters.Query(query, mark: false));

    [Theory]
    [InlineData(1)]
    [InlineData(3_000)]
    public void Personal_value_shorter_than_its_replacement_is_redacted(int count) => Assert.Equal(
        "cg1=" + string.Concat(Enumerable.Repeat("(redacted),", count)),
        Rewriters.Query("cg1=" + string.Concat(Enumerable.Repeat("a@b.co,", count)), mark: false));

    [Fact]
    public void Obfuscated_personal_value_is_stripped_with_its_parameter()
    {
        Assert.Equal("la=en", Rewriters.Query($"cg1={Disguise("cg1", "ask jane@example.com")}&la=en", mark: false));
        Assert.Equal("la=en", Rewriters.Query($"cg1={Disguise("cg1", "4111111111111111")}&la=en", mark: false, Rewriters.Strict));
    }

    [Theory]
    [InlineData("cg1=jane@example.com", "email-address")]
    [InlineData("cg1=4111111111111111", "payment-card")]
    [InlineData("cg1=DE89370400440532013000", "iban")]
    [InlineData("cg1=%2B4930123456789", "phone-number")]
    [InlineData("cg1=550e8400-e29b-41d4-a716-446655440000", "uuid")]
    [InlineData("cg1=2135817235100536255", "ever-id")]
    [InlineData("cg1=192.0.2.44", "ip-address")]
    [InlineData("cg1=eyJhbGciOiJub25lIn0.eyJzdWIiOiJqYW5lIn0.", "jwt")]
    public void Each_kind_of_personal_value_is_counted_once_by_its_rule(string query, string rule)
    {
        var outcome = SamplePolicy.Strict.Forward(PrivacyGateway.Tests.Hits.SampleHit.Get(query + "&nc=1"));

        Assert.Equal(1, Assert.Single(outcome.Trace.Rules.ToArray(), count => count.Rule == rule).Count);
    }

    private static void AssertRedacted(string value, bool strict)
    {
        var rules = strict ? Rewriters.Strict : Rewriters.Standard;
        foreach (var query in Placements(value))
        {
            var rewritten = Decoded(Rewriters.Query(query, mark: false, rules));
            Assert.DoesNotContain(Letters(value), Letters(rewritten), StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>
    /// As a parameter, among other text, as a segment and as a query of a
    /// nested URL, in JSON, in the page's name; each encoded up to three times. Without
    /// encoding, if that is possible, in each of the page's fields.
    /// </summary>
    private static IEnumerable<string> Placements(string value)
    {
        var texts = new[]
        {
            ("cg1=", value), ("is=", $"ask {value} now"), ("pu=", $"https://shop.test/user/{Uri.EscapeDataString(value)}/edit"),
            ("pu=", $"https://shop.test/?utm_source={Uri.EscapeDataString(value)}&b=2"),
            ("pu=", $"https://shop.test/?u={Uri.EscapeDataString($"https://t.test/?mc={Uri.EscapeDataString(value)}")}"),
            ("cg2=", $"{{\"a\":[1,\"{value}\"]}}"), ("p=600,", $"page {value}"),
        };
        foreach (var (lead, text) in texts)
        {
            var encoded = Uri.EscapeDataString(text);
            yield return lead + encoded;
            yield return lead + Uri.EscapeDataString(encoded);
            yield return lead + Uri.EscapeDataString(Uri.EscapeDataString(encoded));
        }

        if (value.Any(static letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('+' or '-' or '.')))
            yield break;
        yield return $"cg1={value}";
        yield return $"p=600,{value},1,1920x1080";
        yield return $"p=600,page,1,1920x1080,24,1,1700000000000,{value},800x600,0";
        yield return $"p=600,page,{value},{value},{value},{value},{value},,{value},{value},{value}";
    }

    private static string Disguise(string name, string value) =>
        "__1_" + Convert.ToBase64String([.. value.Select((letter, i) => (byte)(letter ^ name[i % name.Length]))]).Replace('+', '-')
            .Replace('/', '*').Replace('=', '_');

    private static string Decoded(string text)
    {
        for (var round = 0; round < 6; round++)
            text = Uri.UnescapeDataString(text);
        return text;
    }

    /// <summary>Without separators, so that no other grouping of a number passes for another number.</summary>
    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
