namespace PrivacyGateway.Tests.Architecture;

/// <summary>A checker that never fails proves nothing.</summary>
public sealed class FolderGraphTests
{
    private static readonly SourceFile Hit = new("Hits/Hit.cs", "namespace PrivacyGateway.Hits;\ninternal sealed class Hit;\n");

    [Theory]
    [InlineData("var hit = new Hit();")]
    [InlineData("var hit = new Hits.Hit();")]
    [InlineData("var hit = new PrivacyGateway.Hits.Hit();")]
    [InlineData("Hit? hit = null;")]
    [InlineData("internal sealed class Guard() : Hit();")]
    public void A_circle_between_a_folder_and_its_subfolder_is_found_in_any_form_of_the_name(string line)
    {
        var user = new SourceFile("Hits/Guarding/Guard.cs", $"namespace PrivacyGateway.Hits.Guarding;\n{line}\n");
        var root = new SourceFile("Hits/Reader.cs", "using PrivacyGateway.Hits.Guarding;\n\nnamespace PrivacyGateway.Hits;\n");

        var found = FolderGraph.From([Hit, user, root]).FindCircles();

        Assert.Equal(
            "PrivacyGateway.Hits uses PrivacyGateway.Hits.Guarding in Hits/Reader.cs(1); PrivacyGateway.Hits.Guarding uses "
                + "PrivacyGateway.Hits in Hits/Guarding/Guard.cs(2)",
            Assert.Single(found));
    }

    [Fact]
    public void A_circle_of_three_subfolders_is_found_once()
    {
        SourceFile[] files =
        [
            new("A/B/One.cs", "using PrivacyGateway.A.C;\nnamespace PrivacyGateway.A.B;\n"),
            new("A/C/Two.cs", "using PrivacyGateway.A.D;\nnamespace PrivacyGateway.A.C;\n"),
            new("A/D/Three.cs", "using PrivacyGateway.A.B;\nnamespace PrivacyGateway.A.D;\n"),
        ];

        Assert.Single(FolderGraph.From(files).FindCircles());
    }

    [Theory]
    [InlineData("// Hit")]
    [InlineData("var text = \"Hit\";")]
    [InlineData("var count = request.Hit;")]
    [InlineData("var path = isThere ? Hit(now) : null;")]
    [InlineData("private string Hit(DateTimeOffset now)")]
    [InlineData("internal enum Kinds { Hit, Other }")]
    public void A_word_that_only_looks_like_a_type_of_the_outer_folder_makes_no_circle(string line)
    {
        var user = new SourceFile("Hits/Guarding/Guard.cs", $"namespace PrivacyGateway.Hits.Guarding;\n{line}\n");
        var root = new SourceFile("Hits/Reader.cs", "using PrivacyGateway.Hits.Guarding;\n\nnamespace PrivacyGateway.Hits;\n");

        Assert.Empty(FolderGraph.From([Hit, user, root]).FindCircles());
    }

    [Fact]
    public void A_subfolder_that_its_folder_does_not_use_makes_no_circle()
    {
        var user = new SourceFile("Hits/Guarding/Guard.cs", "namespace PrivacyGateway.Hits.Guarding;\nHit hit;\n");

        Assert.Empty(FolderGraph.From([Hit, user]).FindCircles());
    }
}
