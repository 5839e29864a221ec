using PrivacyGateway.IntegrationTests.Captures;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.TestSupport;

/// <summary>The judge's XOR decoder against what the real pixel wrote (capture scenario 17), not against itself.</summary>
public sealed class PixelObfuscationTests
{
    [Theory]
    [InlineData("cd=__1_FhcGFlZSW1BUXVtVVV0_", "user5684798169")]
    [InlineData("uc700=__1_QAUDVFMWUFUFURRUAQVUQ1JTCANHVFNVUk1bBVNWTFo_", "5f4dcc3b5aa765d61d8327deb882cf99")]
    public void Value_obfuscated_by_the_real_pixel_is_decoded(string written, string clear)
    {
        Assert.Equal([clear], PixelObfuscation.DecodeAll(written));
    }

    [Fact]
    public void Every_obfuscated_value_of_a_captured_request_is_decoded()
    {
        var url = CaptureFile.Read().First(capture => capture.Scenario == "17-param-obfuscation-anon").Target;

        Assert.Equal(["user5684798169", "5f4dcc3b5aa765d61d8327deb882cf99"], PixelObfuscation.DecodeAll(url));
    }

    [Fact]
    public void Encoder_writes_the_same_bytes_as_the_real_pixel()
    {
        Assert.Equal("__1_FhcGFlZSW1BUXVtVVV0_", PixelObfuscation.Encode("cd", "user5684798169"));
    }

    [Theory]
    [InlineData("https://www.shop.test/home?utm=1&email=jane.doe@example.org")]
    [InlineData("??>>~~ÿÿ")]
    [InlineData("a")]
    public void Obfuscated_value_survives_the_round_trip_for_every_base64_remainder(string value)
    {
        var written = "?p=600&pu=" + PixelObfuscation.Encode("pu", value) + "&la=en";

        Assert.Equal([value], PixelObfuscation.DecodeAll(written));
    }

    [Fact]
    public void Text_without_an_obfuscated_value_decodes_to_nothing()
    {
        Assert.Empty(PixelObfuscation.DecodeAll("p=600,__1_,1&cd=user&=__1_AAAA&x=__1_&y=__1_A"));
    }
}
