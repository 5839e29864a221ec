namespace PrivacyGateway.Tests.Architecture;

/// <summary>A checker that never fails proves nothing.</summary>
public sealed class ArrowCheckTests
{
    private static readonly SourceFile Trace = new(
        "Rewriting/Trace.cs", "namespace PrivacyGateway.Rewriting;\ninternal sealed class Trace;\n");

    [Theory]
    [InlineData("using PrivacyGateway.Rewriting;")]
    [InlineData("global using PrivacyGateway.Rewriting;")]
    [InlineData("using static PrivacyGateway.Rewriting.Trace;")]
    [InlineData("using T = PrivacyGateway.Rewriting.Trace;")]
    [InlineData("var trace = new Rewriting.Trace();")]
    [InlineData("Rewriting.Trace? trace = null;")]
    [InlineData("var trace = new global::PrivacyGateway.Rewriting.Trace();")]
    [InlineData("Call(typeof(Rewriting.Trace));")]
    [InlineData("var text = $\"{nameof(Rewriting.Trace)}\";")]
    [InlineData("List<Rewriting . Trace> traces = [];")]
    public void Forbidden_reference_is_reported_with_file_line_and_allowed_rooms(string line)
    {
        var file = new SourceFile("Hits/Made.cs", $"namespace PrivacyGateway.Hits;\n{line}\n");

        var found = ArrowCheck.FindForbidden([file, Trace]);

        Assert.Equal("Hits/Made.cs(2): Hits may not use Rewriting. Allowed: nothing.", Assert.Single(found));
    }

    [Theory]
    [InlineData("// using PrivacyGateway.Rewriting;")]
    [InlineData("/* Rewriting.Trace */")]
    [InlineData("/// <see cref=\"Rewriting.Trace\"/>")]
    [InlineData("var text = \"PrivacyGateway.Rewriting.Trace\";")]
    [InlineData("var text = @\"a\\\" + \"\"\"\nRewriting.Trace \"quoted\"\n\"\"\";")]
    [InlineData("var text = $\"{{Rewriting.Trace}}\";")]
    [InlineData("var list = config.Rewriting.Trace;")]
    [InlineData("var list = config.\n    Rewriting.Count;")]
    [InlineData("var list = Rewriting.Count;")]
    [InlineData("var quote = '\"'; // Rewriting.Trace \"")]
    public void Text_that_only_looks_like_a_reference_is_accepted(string line)
    {
        var file = new SourceFile("Hits/Made.cs", $"namespace PrivacyGateway.Hits;\n{line}\n");

        Assert.Empty(ArrowCheck.FindForbidden([file, Trace]));
    }

    [Fact]
    public void Reference_along_an_arrow_is_accepted()
    {
        var file = new SourceFile("Policies/Made.cs", "using PrivacyGateway.Rewriting;\n\nnamespace PrivacyGateway.Policies;\n");

        Assert.Empty(ArrowCheck.FindForbidden([file, Trace]));
    }

    [Fact]
    public void Message_of_a_forbidden_reference_lists_the_allowed_rooms()
    {
        var file = new SourceFile("Consent/Made.cs", "using PrivacyGateway.Policies;\n");

        Assert.EndsWith("Consent may not use Policies. Allowed: Hits, Configuration.", Assert.Single(ArrowCheck.FindForbidden([file])),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_without_an_entry_in_the_design_is_an_error()
    {
        var file = new SourceFile("Helpers/Made.cs", "namespace PrivacyGateway.Helpers;\n");

        Assert.Equal(
            "Helpers/Made.cs: Helpers is no room in the table of docs/architecture.md.", Assert.Single(ArrowCheck.FindForbidden([file])));
    }

    [Theory]
    [InlineData("using Yarp.ReverseProxy.Forwarder;", true)]
    [InlineData("Yarp.ReverseProxy.Forwarder.ForwarderError error;", true)]
    [InlineData("// Yarp.ReverseProxy", false)]
    [InlineData("var YarpLike = 1;", false)]
    public void Library_is_found_by_its_whole_name(string line, bool isFound) =>
        Assert.Equal(isFound, LibraryCheck.FilesNaming("Yarp", [new SourceFile("Hits/Made.cs", line)]).Any());
}
