using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.TestSupport;

/// <summary>A judge that cannot find makes tests that cannot fail: each encoding is planted here, and must be found.</summary>
public sealed class WireJudgeTests
{
    private const string Email = "jane.doe@example.org";

    [Theory]
    [InlineData("GET /1/wt?em=jane.doe@example.org HTTP/1.1")]
    [InlineData("GET /1/wt?em=JANE.Doe@EXAMPLE.org HTTP/1.1")]
    [InlineData("GET /1/wt?em=jane.doe%40example.org HTTP/1.1")]
    [InlineData("GET /1/wt?em=jane%2edoe%40example%2Eorg HTTP/1.1")]
    [InlineData("GET /1/wt?pu=https%3A%2F%2Fx%3Fem%3Djane.doe%2540example.org HTTP/1.1")]
    [InlineData("GET /1/wt?em=%25252525256aane.doe@example.org HTTP/1.1")]
    [InlineData("Cookie: a=1; b=jane.doe%40example.org")]
    [InlineData("p=600,jane.doe@example.org,1")]
    public void Judge_finds_an_e_mail_address_in_any_percent_encoding_and_case(string sent)
    {
        Assert.Single(WireJudge.Search(Encoding.Latin1.GetBytes(sent), [Email]));
    }

    [Fact]
    public void Judge_undoes_six_rounds_of_percent_encoding()
    {
        var sent = Email;
        for (var round = 0; round < 6; round++)
        {
            sent = Uri.EscapeDataString(sent);
        }

        Assert.Single(WireJudge.Search(Encoding.Latin1.GetBytes(sent), [Email]));
    }

    [Theory]
    [InlineData("uc5=User%20cat%205")]
    [InlineData("uc5=User+cat+5")]
    [InlineData("pu=https%3A%2F%2Fx%3Fuc5%3DUser%2Bcat%2B5")]
    public void Judge_reads_a_plus_as_a_space(string sent)
    {
        Assert.Single(WireJudge.Search(Encoding.Latin1.GetBytes(sent), ["User cat 5"]));
    }

    [Fact]
    public void Judge_finds_a_value_obfuscated_by_the_pixel()
    {
        var sent = Encoding.Latin1.GetBytes("GET /1/wt?p=600&xx=" + PixelObfuscation.Encode("xx", Email) + " HTTP/1.1");

        var finding = Assert.Single(WireJudge.Search(sent, [Email]));

        Assert.Equal("as it is, XOR-decoded", finding.Encoding);
    }

    [Fact]
    public void Judge_finds_an_obfuscated_value_inside_a_nested_URL()
    {
        var page = Uri.EscapeDataString("https://x/?cd=" + PixelObfuscation.Encode("cd", Uri.EscapeDataString(Email)) + "&y=1");

        Assert.Single(WireJudge.Search(Encoding.Latin1.GetBytes("?pu=" + page), [Email]));
    }

    [Fact]
    public void Judge_also_searches_for_the_decoded_form_of_a_captured_value()
    {
        Assert.Single(WireJudge.Search("em=jane.doe@example.org"u8.ToArray(), ["jane.doe%2540example.org"]));
    }

    [Fact]
    public void Judge_finds_a_name_with_an_umlaut_as_UTF8_bytes_and_percent_encoded()
    {
        Assert.Single(WireJudge.Search(Encoding.UTF8.GetBytes("uc703=Jürgen"), ["Jürgen"]));
        Assert.Single(WireJudge.Search("uc703=J%C3%BCrgen"u8.ToArray(), ["Jürgen"]));
    }

    [Fact]
    public void Judge_reports_exactly_the_values_that_are_present()
    {
        var findings = WireJudge.Search(
            "eid=2179545526366131190&cd=user5684798169"u8.ToArray(),
            ["user5684798169", "absent-value", "2179545526366131190"]);

        Assert.Equal(["user5684798169", "2179545526366131190"], findings.Select(finding => finding.Value));
    }

    [Fact]
    public void Judge_reports_nothing_for_a_clean_request()
    {
        Assert.Empty(WireJudge.Search("GET /1/wt?p=600,shop.home&nc=1&la=en HTTP/1.1"u8.ToArray(), [Email, "+491"]));
    }

    [Fact]
    public void Judge_does_not_take_a_length_of_491_for_a_telephone_number()
    {
        Assert.Empty(WireJudge.Search("Content-Length: 491"u8.ToArray(), ["+491"]));
    }

    [Fact]
    public void Judge_refuses_a_value_that_is_too_short()
    {
        Assert.Throws<ArgumentException>(() => WireJudge.Search("a=1"u8.ToArray(), ["1"]));
    }
}
