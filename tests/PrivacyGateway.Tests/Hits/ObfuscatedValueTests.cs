using System.Text;
using System.Text.Json.Nodes;
using PrivacyGateway.Hits;
using PrivacyGateway.Tests.Architecture;

namespace PrivacyGateway.Tests.Hits;

public sealed class ObfuscatedValueTests
{
    [Theory]
    [InlineData("cd", "user5684798169")]
    [InlineData("uc700", "5f4dcc3b5aa765d61d8327deb882cf99")]
    public void Value_obfuscated_by_the_real_pixel_is_decoded(string name, string expected)
    {
        var value = Captured(name);

        Assert.StartsWith("__1_", value, StringComparison.Ordinal);
        Assert.Equal(expected, Decode(name, value));
    }

    [Theory]
    [InlineData("cd", "user5684798169")]
    [InlineData("cd", "__1_")]
    [InlineData("cd", "__1_!!!")]
    [InlineData("cd", "__1_A")]
    [InlineData("cd", "__2_FhcGFlZSW1BUXVtVVV0_")]
    [InlineData("", "__1_FhcGFlZSW1BUXVtVVV0_")]
    [InlineData("cd", "")]
    public void Value_of_another_form_is_not_decoded(string name, string value) => Assert.Equal("", Decode(name, value) ?? "");

    [Fact]
    public void Parameter_name_is_the_obfuscation_key() => Assert.NotEqual("user5684798169", Decode("ce", Captured("cd")));

    private static string? Decode(string name, string value)
    {
        var plain = new byte[value.Length];
        return ObfuscatedValue.TryDecode(Encoding.Latin1.GetBytes(name), Encoding.Latin1.GetBytes(value), plain, out var length)
            ? Encoding.Latin1.GetString(plain, 0, length)
            : null;
    }

    /// <summary>A parameter of the first request of capture 17, made by the real pixel.</summary>
    private static string Captured(string name)
    {
        var captures = JsonNode.Parse(Repository.Read("tests/data/pixel-captures.json"))!;
        var url = captures["scenarios"]!["17-param-obfuscation-anon"]!["requests"]![0]!["url"]!.GetValue<string>();
        var pair = url.Split('?', 2)[1].Split('&').Single(pair => pair.StartsWith($"{name}=", StringComparison.Ordinal));
        return pair[(name.Length + 1)..];
    }
}
