using PrivacyGateway.Hits;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class ParameterValuesTests
{
    [Theory]
    [InlineData("", "", "", false)]
    [InlineData("p=1", "", "", false)]
    [InlineData("x=1", "", "1", true)]
    [InlineData("x=1&x=2;x=3", "", "1 2 3", true)]
    [InlineData("X=a=b", "", "a=b", true)]
    [InlineData("%78=%31", "", "%31", true)]
    [InlineData("xx=1&p=x", "", "", false)]
    [InlineData("x", "", "", true)]
    [InlineData("", "wt?x=1", "1", true)]
    [InlineData("", "wt?x=1\nwt?x=2\n", "1 2", true)]
    [InlineData("", "?x=1\r\n\r\nx=2\r\n", "1 2", true)]
    [InlineData("", "wt?x=1\nwt?p=2", "1", false)]
    [InlineData("", "wt?p=1\nwt?x=2", "2", false)]
    [InlineData("", "wt?x=1&x=2\nwt?p=2", "1 2", false)]
    [InlineData("", "wt?x=1\nwt?p=2\nwt?x=3", "1 3", false)]
    [InlineData("x=0", "wt?p=1\nwt?x=2", "0 2", true)]
    [InlineData("p=0", "wt?x=1", "1", true)]
    public void Every_value_of_a_parameter_is_found_in_every_line(string query, string body, string expected, bool areEverywhere)
    {
        var (values, everywhere) = Walk(SampleHit.Post($"{SampleHit.BatchPath}?{query}", body));

        Assert.Equal(expected, string.Join(' ', values));
        Assert.Equal(areEverywhere, everywhere);
    }

    [Fact]
    public void Unreadable_body_is_not_searched_for_values()
    {
        var (values, everywhere) = Walk(SampleHit.Post(SampleHit.BatchPath, "wt?x=1", ("Content-Type", "application/json")));

        Assert.Empty(values);
        Assert.False(everywhere);
    }

    [Fact]
    public void Value_that_exceeds_the_buffer_is_not_copied()
    {
        var values = new ParameterValues(SampleHit.Get("x=12345"), "x");
        Assert.True(values.MoveNext());

        Assert.False(values.TryCopyTo(new char[4], out _));
        Assert.True(values.TryCopyTo(new char[5], out var length));
        Assert.Equal(5, length);
    }

    private static (IReadOnlyList<string> Values, bool AreEverywhere) Walk(Hit hit)
    {
        var values = new ParameterValues(hit, "x");
        var seen = new List<string>();
        var text = new char[ParameterValues.MaxValueLength];
        while (values.MoveNext())
            seen.Add(values.TryCopyTo(text, out var length) ? new string(text, 0, length) : "too long");
        return (seen, values.CoverEveryLine);
    }
}
