using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class StrippedValueRewriterTests
{
    private const string Id = "2123456789012345678";

    private static readonly Policy Policy = SamplePolicy.Standard.Compile();

    [Theory]
    [InlineData("pu=https%3A%2F%2Fwww.shop.test%2Fu%2FID%2Fhome", "pu=https%3A%2F%2Fwww.shop.test%2Fu%2F%2Fhome")]
    [InlineData("pu=https%3A%2F%2Fwww.shop.test%2F%3Fvisitor%3DID%26utm%3D1", "pu=https%3A%2F%2Fwww.shop.test%2F%3Fvisitor%3D%26utm%3D1")]
    [InlineData("ct=a%2CID%2Cb%2CID", "ct=a%2C%2Cb%2C")]
    [InlineData("cp1=x;ID;y", "cp1=x;;y")]
    [InlineData("cp1=x%3B%25322123456789012345678", "cp1=x%3B%25322123456789012345678")]
    public void Only_the_stripped_value_is_removed_where_other_text_remains(string pair, string expected) =>
        Assert.Equal($"p=600&nc=1&{expected}&la=de", Rewrite(pair));

    [Theory]
    [InlineData("cp1=ID")]
    [InlineData("cp1=%32123456789012345678")]
    [InlineData("ID=1")]
    [InlineData("x-ID=1")]
    [InlineData("cp1=e%20ID%20id%3D9999999999")]
    public void Pair_is_stripped_when_its_rest_is_empty_or_an_identifier_or_its_name_is_the_value(string pair) =>
        Assert.Equal("p=600&nc=1&la=de", Rewrite(pair));

    [Theory]
    [InlineData(16, "p=600&nc=1&cp1=,,,,,,,,,,,,,,,,&la=de")]
    [InlineData(17, "p=600&nc=1&la=de")]
    [InlineData(1500, "p=600&nc=1&la=de")]
    public void Pair_that_repeats_a_value_many_times_is_stripped_whole(int times, string expected) =>
        Assert.Equal(expected, Rewrite("cp1=" + string.Concat(Enumerable.Repeat("ID,", times))));

    [Theory]
    [InlineData("wt?p=600,a&cp1=/u/ID/x&la=de\r\nwt?p=600,b\r\n", "wt?p=600,a&nc=1&cp1=/u//x&la=de\r\nwt?p=600,b&nc=1\r\n")]
    [InlineData("wt?cp1=ID&p=600,a\nwt?cp1=ID", "wt?nc=1&p=600,a\nwt?nc=1")]
    public void Batch_lines_keep_their_form_when_a_stripped_value_is_removed(string body, string expected)
    {
        var hit = new Hit("POST", HitKind.Batch, HitTarget.Parse("/111111111111111/batch"), [Cookies(), new("Content-Type", "text/plain")],
            Encoding.Latin1.GetBytes(body.Replace("ID", Id, StringComparison.Ordinal)));
        var sent = Assert.IsType<ForwardResult>(Policy.Rewrite(hit)).Hit;

        Assert.Null(EgressGuard.Find(sent));
        Assert.Equal(expected, Encoding.Latin1.GetString(sent.Body!.Value.Span));
    }

    [Theory]
    [InlineData("Mozilla/5.0")]
    [InlineData("mozilla/5")]
    [InlineData("privacy-gateway")]
    public void Id_that_equals_a_word_of_the_gateway_does_not_block_the_hit(string id)
    {
        var hit = new Hit("GET", HitKind.Tracking, HitTarget.Parse("/111111111111111/wt?p=600"),
            [new("Cookie", $"wtstp_eid={id}; miCookieOptOut=1"), new("User-Agent", "\u00e4")], default);
        var sent = Assert.IsType<ForwardResult>(Policy.Rewrite(hit)).Hit;

        Assert.Null(EgressGuard.Find(sent));
        Assert.Contains(new HeaderLine("User-Agent", HeaderNames.AnyUserAgent), sent.Headers);
        Assert.DoesNotContain(sent.Headers, static header => header.Is("Cookie"));
    }

    private static string Rewrite(string pair)
    {
        var hit = new Hit("GET", HitKind.Tracking, HitTarget.Parse(
            $"/111111111111111/wt?p=600&{pair.Replace("ID", Id, StringComparison.Ordinal)}&la=de"), [Cookies()], default);
        var sent = Assert.IsType<ForwardResult>(Policy.Rewrite(hit)).Hit;

        Assert.Null(EgressGuard.Find(sent));
        return sent.TargetText.Split('?')[1];
    }

    private static HeaderLine Cookies() => new("Cookie", $"miCookieOptOut=1; wtstp_eid={Id}");
}
