using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Properties;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class NestedNamesTests
{
    [Theory]
    // Not encoded at all.
    [InlineData("pu=https://s/?eid=1", "pu=https://s/")]
    [InlineData("pu=https://s/?eid=1#top", "pu=https://s/#top")]
    [InlineData("pu=https://s/#eid=1", "pu=https://s/")]
    [InlineData("ct=eid=1", "ct=")]
    // As the pixel encodes it.
    [InlineData("pu=https%3A%2F%2Fs%2F%3Feid%3D1", "pu=https%3A%2F%2Fs%2F")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3Feid%3D1%26b%3D2", "pu=https%3A%2F%2Fs%2F%3Fb%3D2")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3Fa%3D1%26eid%3D1", "pu=https%3A%2F%2Fs%2F%3Fa%3D1")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3Fa%3D1%26eid%3D1%26b%3D2", "pu=https%3A%2F%2Fs%2F%3Fa%3D1%26b%3D2")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3Fa%3D1%26eid%3D1%23top", "pu=https%3A%2F%2Fs%2F%3Fa%3D1%23top")]
    [InlineData("pu=https%3a%2f%2fs%2f%3feid%3d1%26b%3d2", "pu=https%3a%2f%2fs%2f%3fb%3d2")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3Feid%3D1%26wt_eid%3D2%26b%3D3%26uc701%3D4", "pu=https%3A%2F%2Fs%2F%3Fb%3D3")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3FwTsTp_eid%3D2179545526366131190%26wtstp_t%3D1", "pu=https%3A%2F%2Fs%2F")]
    [InlineData("pu=https%3A%2F%2Fs%2F%23%2Fa%3Feid%3D1", "pu=https%3A%2F%2Fs%2F%23%2Fa")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3Ba%3D1%3Beid%3D2", "pu=https%3A%2F%2Fs%2F%3Ba%3D1")]
    // A name encoded once more than the URL around it.
    [InlineData("pu=https%3A%2F%2Fs%2F%3F%2565id%3D1%26b%3D2", "pu=https%3A%2F%2Fs%2F%3Fb%3D2")]
    // A URL inside a URL, encoded two and three times.
    [InlineData(
        "pu=https%3A%2F%2Fs%2F%3Fu%3Dhttps%253A%252F%252Ft%252F%253Feid%253D1", "pu=https%3A%2F%2Fs%2F%3Fu%3Dhttps%253A%252F%252Ft%252F")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3Fu%3Dhttps%253A%252F%252Ft%252F%253Feid%253D1%26b%3D2",
        "pu=https%3A%2F%2Fs%2F%3Fu%3Dhttps%253A%252F%252Ft%252F%26b%3D2")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3Fu%3Dhttps%253A%252F%252Ft%252F%253Feid%253D1%2526c%253D3%26b%3D2",
        "pu=https%3A%2F%2Fs%2F%3Fu%3Dhttps%253A%252F%252Ft%252F%253Fc%253D3%26b%3D2")]
    [InlineData("pu=%3Fa%3D%253Fb%253D%25253Feid%25253D1", "pu=%3Fa%3D%253Fb%253D")]
    [InlineData("pu=%3Fa%3D%253Fb%253D%25253Feid%25253D1%252526c%25253D2", "pu=%3Fa%3D%253Fb%253D%25253Fc%25253D2")]
    [InlineData("pu=%3Fa%3D%253Fb%253D%25253Feid%25253D1%2526wt_eid%253D2%26c%3D3", "pu=%3Fa%3D%253Fb%253D%26c%3D3")]
    public void Identifier_inside_a_nested_URL_is_stripped_and_the_rest_is_preserved(string query, string expected) =>
        Assert.Equal(expected, Rewriters.Query(query, mark: false));

    [Theory]
    [InlineData(
        "p=600,https%3A%2F%2Fs%2F%3Feid%3D1,1,1280x720,24,1,17,0,1280x720,0", "p=600,https%3A%2F%2Fs%2F,1,1280x720,24,1,17,0,1280x720,0")]
    [InlineData("p=600,home,1,1280x720,24,1,17,https%3A%2F%2Fs%2F%3Feid%3D1,1280x720,0",
        "p=600,home,1,1280x720,24,1,17,https%3A%2F%2Fs%2F,1280x720,0")]
    [InlineData("p=600,home,1,1280x720,24,1,17,https%3A%2F%2Fs%2F%3Feid%3D1%26a%3D2,1280x720,0",
        "p=600,home,1,1280x720,24,1,17,https%3A%2F%2Fs%2F%3Fa%3D2,1280x720,0")]
    [InlineData("p=600,a%2Cb%3Feid%3D1%2Cc,1,x,24,1,17,0,x,0", "p=600,a%2Cb,1,x,24,1,17,0,x,0")]
    [InlineData("p=600,home?eid=1,1,x,24,1,17,s?wt_eid=2,x,0", "p=600,home,1,x,24,1,17,s,x,0")]
    [InlineData("p=600,%253Feid%253D1,1,x,24,1,17,0,x,0", "p=600,,1,x,24,1,17,0,x,0")]
    public void Fields_of_p_are_rewritten_one_by_one_and_none_is_lost(string query, string expected) =>
        Assert.Equal(expected, Rewriters.Query(query, mark: false));

    [Theory]
    [InlineData("pu=https%3A%2F%2Fs%2F%3Fa%3D1%26b%3D2%23c")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3Feid")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3Fcustomer%3D1%26cd2%3D3")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3Futm%3D1%26colour%3Djane.doe%2540home")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3Fcd%25252=1")]
    [InlineData("pu=https%3A%2F%2Fs%2F%3Fnc%3D1%26uc5%3D2")]
    public void Nested_URL_without_an_identifier_is_preserved(string query) => Assert.Equal(query, Rewriters.Query(query, mark: false));

    [Theory]
    [InlineData("cd")]
    [InlineData("my-own_1")]
    public void Suppressed_parameter_inside_a_nested_URL_is_stripped(string name) =>
        Assert.Equal("pu=https%3A%2F%2Fs%2F", Rewriters.Query($"pu=https%3A%2F%2Fs%2F%3F{name}%3D4711", mark: false));

    [Fact]
    public void Each_stripped_nested_identifier_is_in_the_trace()
    {
        var trace = new Trace();

        Rewriters.Query("pu=%3Feid%3D1%26wt_eid%3D2%26a%3D3%26eid%3D4", mark: false, trace: trace);

        Assert.Equal([("eid", 2), ("wt_eid", 1)], trace.Entries.Select(entry => (entry.Name, entry.Count)));
    }

    [Fact]
    public void Obfuscated_value_with_an_identifier_is_stripped_with_its_parameter()
    {
        // "?eid=1", XORed with "ct", as the pixel would obfuscate it.
        var disguised = "__1_" + Convert.ToBase64String([.. "?eid=1"u8.ToArray().Select((value, i) => (byte)(value ^ "ct"[i % 2]))])
            .Replace('+', '-').Replace('/', '*').Replace('=', '_');
        var trace = new Trace();

        Assert.Equal("p=1", Rewriters.Query($"p=1&ct={disguised}", mark: false, trace: trace));
        Assert.Equal(new Trace.Entry(NameLocation.Parameter, "ct", RuleNames.Identity), Assert.Single(trace.Entries));
    }

    [Theory]
    [InlineData("ck1=__1_AAAA")]
    [InlineData("ck1=__1_!!!")]
    [InlineData("ck1=__1_")]
    public void Obfuscated_value_without_an_identifier_is_preserved(string query) =>
        Assert.Equal(query, Rewriters.Query(query, mark: false));
}
