using PrivacyGateway.Diagnostics;
using PrivacyGateway.Tests.Architecture;

namespace PrivacyGateway.Tests.Releases;

/// <summary>The version is written in <c>Directory.Build.props</c>; other files repeat it.</summary>
public sealed class VersionTests
{
    private static readonly string Version = Between(Repository.Read("Directory.Build.props"), "<Version>", "</Version>");

    [Fact]
    public void The_build_says_the_version_of_the_properties() => Assert.Equal(Version, BuildInfo.Version);

    [Theory]
    [InlineData("Dockerfile", "ARG VERSION=")]
    [InlineData("compose.yaml", ":-privacy-gateway:")]
    [InlineData("deploy/kubernetes/overlays/single/kustomization.yaml", "newTag: ")]
    [InlineData("deploy/kubernetes/overlays/spool/kustomization.yaml", "newTag: ")]
    public void A_file_that_names_the_image_names_this_version(string file, string before) =>
        Assert.Contains(before + Version, Repository.Read(file), StringComparison.Ordinal);

    [Fact]
    public void The_newest_entry_of_the_change_log_is_this_version() =>
        Assert.Equal(
            Version, Between(Repository.Read("CHANGELOG.md").Replace("## [Unreleased]", "", StringComparison.Ordinal), "\n## [", "]"));

    [Fact]
    public void No_project_sets_a_separate_version() =>
        Assert.DoesNotContain("<Version>", Repository.Read("src/PrivacyGateway/PrivacyGateway.csproj"), StringComparison.Ordinal);

    private static string Between(string text, string start, string end) => text.Split(start)[1].Split(end)[0];
}
