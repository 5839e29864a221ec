#pragma warning disable RS0030, MA0009 // Patterns over the repository's own text, off any hot path.
using System.Text.RegularExpressions;

namespace PrivacyGateway.Tests.Architecture;

/// <summary>
/// A file of C# has at most 250 lines, and a line at most 140 characters. Two kinds of lines may be longer: text of another language in a
/// raw string, and a line that begins with a literal, because a literal is broken only at a space.
/// </summary>
public sealed partial class LengthTests
{
    private const int LongestFile = 250;
    private const int LongestLine = 140;
    private const string RawString = "\"\"\"";

    private static readonly string[] Roots = ["src", "tests", "perf"];

    private static IEnumerable<string> Files => Roots.SelectMany(static root => Repository.Files(root, "*.cs"));

    [Fact]
    public void No_line_has_more_than_140_characters() => Assert.Empty(Files.SelectMany(FindLong));

    [Fact]
    public void No_file_has_more_than_250_lines() =>
        Assert.Empty(Files.Select(static file => (Name: file, Lines: File.ReadLines(Repository.PathOf(file)).Count()))
            .Where(static file => file.Lines > LongestFile).Select(static file => $"{file.Name} has {file.Lines} lines."));

    private static IEnumerable<string> FindLong(string file)
    {
        var isRaw = false;
        foreach (var (index, line) in File.ReadLines(Repository.PathOf(file)).Index())
        {
            var marks = line.Split(RawString).Length - 1;
            var isText = isRaw || marks > 0;
            isRaw ^= marks % 2 == 1;
            if (line.Length > LongestLine && !isText && !LiteralFirst.IsMatch(line))
                yield return $"{file}:{index + 1} has {line.Length} characters.";
        }
    }

    /// <summary>An operator, a name and an opening bracket, or a tuple's short first part may precede the literal.</summary>
    [GeneratedRegex("""^\s*(?:[?:+_]|&&|=>|return|\w+[(:]|\("\w+",)? ?(?:=> )?[$@]*["']""")]
    private static partial Regex LiteralFirst { get; }
}
