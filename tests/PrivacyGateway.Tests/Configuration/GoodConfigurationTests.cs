using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Tests.Architecture;

namespace PrivacyGateway.Tests.Configuration;

/// <summary>
/// Realistic files that operators could have written, in <c>tests/data/good-configurations</c>: none has an error, and each has exactly the
/// warnings that its first lines declare (<c>// Warning: PATH</c>).
/// </summary>
public sealed class GoodConfigurationTests
{
    private const string Folder = "tests/data/good-configurations";
    private const string Lead = "// Warning: ";

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Repository.PathOf(Folder)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Valid_file_has_no_error_and_only_the_warnings_that_it_declares(string name)
    {
        var text = Repository.Read($"{Folder}/{name}");

        var (_, problems) = await ConfigLoader.LoadAsync(
            name, text, new Dictionary<string, string>(StringComparer.Ordinal), FileCheck.Skip);

        Assert.Empty(problems.Errors);
        Assert.Equal(
            text.Split('\n').Where(line => line.StartsWith(Lead, StringComparison.Ordinal)).Select(line => line[Lead.Length..])
                .Order(StringComparer.Ordinal),
            problems.Warnings.Select(warning => warning.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void At_least_forty_valid_files_are_tested() => Assert.True(Names.Count >= 40);
}
