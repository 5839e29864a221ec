using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Properties;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class ParameterRewriterTests
{
    [Theory]
    [InlineData("p=1&eid=2&la=en", "p=1&la=en")]
    [InlineData("eid=2&p=1", "p=1")]
    [InlineData("p=1&eid=2", "p=1")]
    [InlineData("eid=1&p=1&EID=2&e%69d=3&eid", "p=1")]
    [InlineData("p=1&eid", "p=1")]
    [InlineData("p=1&eid=", "p=1")]
    [InlineData("p=1&eid%3D4711", "p=1")]
    [InlineData("p=1&eid%253D4711&la=en", "p=1&la=en")]
    [InlineData("p=1&?eid=4711", "p=1")]
    [InlineData("p=1&??eid=4711", "p=1")]
    [InlineData("p=1&eid[]=4711", "p=1")]
    [InlineData("p=1&amp;eid=4711", "p=1&amp")]
    [InlineData("p=1&ba=a;eid=4711;b", "p=1&ba=a;b")]
    [InlineData("p=1&ba=a#eid=4711", "p=1&ba=a")]
    [InlineData("p=1&cd=4711", "p=1")]
    [InlineData("p=1&my-OWN_1=4711", "p=1")]
    [InlineData("eid=1", "")]
    [InlineData("p=1&[&[x]=2&%20[=3", "p=1")]
    public void Forbidden_parameter_is_stripped_in_every_spelling_and_position(string query, string expected) =>
        Assert.Equal(expected, Rewriters.Query(query, mark: false));

    [Theory]
    [InlineData("p=600,en.home,1,1280x720,24,1,1795455263868,https%3A%2F%2Fgoogle.example%2F,1280x720,0&pf=48")]
    [InlineData("cg1=a=b=c")]
    [InlineData("ba=a;b;c")]
    [InlineData("cg1=eid%20cd%20sid")]
    [InlineData("cp1=needid")]
    [InlineData("seid=1&cd2=2&ceidx=3&cdx=4")]
    [InlineData("cg1=%")]
    [InlineData("cg1=%zz&x=100%25")]
    [InlineData("cg1='%22%3C%3E")]
    [InlineData("cg1=%F0%9F%98%80")]
    [InlineData("%63g1=shop&CG1=shop")]
    [InlineData("cg1=..%2F..%2Fetc")]
    [InlineData("cg1=[a]")]
    [InlineData("cg1=a&&cg2=b&")]
    [InlineData("cg1=a%20b&cg2=c+d")]
    [InlineData("mc=wt_mc%253Dnewsletter.2026")]
    [InlineData("x=eid;y")]
    [InlineData("pu=https%3A%2F%2Fx%2Feid%2F1")]
    [InlineData("")]
    [InlineData("&")]
    public void Other_parameters_are_forwarded_unchanged(string query)
    {
        var trace = new Trace();

        Assert.Equal(query, Rewriters.Query(query, mark: false, trace: trace));
        Assert.Empty(trace.Entries);
    }

    [Theory]
    [InlineData("", "nc=1")]
    [InlineData("p=1", "p=1&nc=1")]
    [InlineData("p=1&la=en", "p=1&nc=1&la=en")]
    [InlineData("eid=1&p=1&la=en", "p=1&nc=1&la=en")]
    [InlineData("eid=1", "nc=1")]
    [InlineData("nc=1", "nc=1")]
    [InlineData("nc=0&p=1&nc=1&NC=2&%6ec=1&nc", "p=1&nc=1")]
    [InlineData("&p=1", "&p=1&nc=1")]
    [InlineData("?eid=1", "nc=1")]
    public void Marker_follows_the_first_preserved_parameter_or_is_alone(string query, string expected) =>
        Assert.Equal(expected, Rewriters.Query(query));

    [Fact]
    public void Parameter_with_too_deeply_nested_escapes_is_stripped()
    {
        var trace = new Trace();

        Assert.Equal("p=1", Rewriters.Query("p=1&x=%252525252525253D", mark: false, trace: trace));
        Assert.Equal(
            new Trace.Entry(NameLocation.Parameter, "(undecodable parameter)", RuleNames.Unreadable), Assert.Single(trace.Entries));
    }

    [Theory]
    [InlineData("%zz=1")]
    [InlineData("e\\u0069d=1")]
    [InlineData("a%=1")]
    public void Parameter_with_an_unreadable_name_is_stripped(string pair)
    {
        var trace = new Trace();

        Assert.Equal("p=1", Rewriters.Query($"p=1&{pair}", mark: false, trace: trace));
        Assert.Equal(new Trace.Entry(NameLocation.Parameter, "(unreadable name)", RuleNames.Unreadable), Assert.Single(trace.Entries));
    }

    [Fact]
    public void Trace_contains_names_of_the_vocabulary_and_never_sent_text()
    {
        var trace = new Trace();

        Rewriters.Query("p=1&E%49D=4711&X-WT-jane.doe=1&uc703=Jane&cd=4711&nc=0&pu=%3Fwt_eid%3D4711", mark: true, trace: trace);

        Assert.Equal(
            ["eid identity", "x-wt-* identity", "uc700..713 contact", "cd suppress-parameter", "nc marker", "wt_eid identity"],
            trace.Entries.Select(entry => $"{entry.Name} {entry.Rule}"));
    }

    [Fact]
    public void Unknown_parameters_are_forwarded_at_the_standard_level_and_counted()
    {
        var trace = new Trace();

        Rewriters.Query("p=1&foo=1&bar=2&la=en", mark: true, trace: trace);

        Assert.Equal(2, trace.UnknownParameters);
        Assert.Empty(trace.Entries);
    }

    [Fact]
    public void Unknown_parameters_are_stripped_at_the_strict_level()
    {
        var trace = new Trace();

        Assert.Equal("p=1&la=en", Rewriters.Query("p=1&foo=1&la=en", mark: false, rules: Rewriters.Strict, trace: trace));
        Assert.Equal(new Trace.Entry(NameLocation.Parameter, "(unknown)", RuleNames.Unknown), Assert.Single(trace.Entries));
    }
}
