using PrivacyGateway.Cli.Proving;

namespace PrivacyGateway.Tests.Cli.Proving;

public sealed class CanariesTests
{
    [Theory]
    [InlineData("{0}")]
    [InlineData("GET /?eid={0}&b=1")]
    [InlineData("x{0}{0}y")]
    [InlineData("zqzq{0}")]
    [InlineData("73{0}9")]
    public void Canary_is_found_anywhere_in_a_text(string text)
    {
        var canaries = new Canaries();
        foreach (var value in new[] { canaries.Word(), canaries.Number() })
        {
            var placed = Place(canaries, value);

            Assert.Equal([placed], canaries.FindIn(text.Replace("{0}", value, StringComparison.Ordinal)).Distinct());
        }
    }

    [Fact]
    public void Canary_address_is_found_before_a_port_or_full_stop_but_not_inside_another_address()
    {
        var canaries = new Canaries();
        var placed = Place(canaries, canaries.Address());

        Assert.Equal([placed], canaries.FindIn($"X-WT-IP: {placed.Value}"));
        Assert.Equal([placed], canaries.FindIn($"for={placed.Value}:80"));
        Assert.Equal([placed], canaries.FindIn($"It was {placed.Value}."));
        Assert.Empty(canaries.FindIn($"{placed.Value}9"));
        Assert.Empty(canaries.FindIn($"1{placed.Value}"));
    }

    [Fact]
    public void Canary_is_found_in_any_case()
    {
        var canaries = new Canaries();
        var placed = Place(canaries, canaries.Word());

        Assert.Equal([placed], canaries.FindIn(placed.Value.ToUpperInvariant()));
    }

    [Fact]
    public void Ten_thousand_canaries_of_each_kind_are_distinct()
    {
        var canaries = new Canaries();

        var values = Enumerable.Range(0, 10_000)
            .SelectMany(_ => new[] { canaries.Word(), canaries.Number(), canaries.Address() }).ToArray();

        Assert.Equal(values.Length, values.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("a%41", "aA")]
    [InlineData("%2541", "A")]
    [InlineData("%25252541", "A")]
    [InlineData("100%", "100%")]
    [InlineData("%zz", "%zz")]
    public void Searched_text_is_decoded_to_a_fixed_point(string text, string last) => Assert.Equal(last, Decoding.DecodeAll(text).Last());

    private static Placement Place(Canaries canaries, string value) =>
        canaries.Place(new Placement(value, "eid", ReportedCategory.Identifier, CanaryLocation.Query, Spelling.PlainName, "identity"));
}
