#pragma warning disable RS0030, MA0009, MA0023 // Patterns over the repository's own text, off any hot path.
using System.Text.RegularExpressions;

namespace PrivacyGateway.Tests.Documentation;

/// <summary>Finds the citations in one file's text.</summary>
internal static partial class CitationReader
{
    public static IEnumerable<Citation> Read(string file, string text)
    {
        var lines = text.Split('\n');
        var isPage = file.EndsWith(".md", StringComparison.Ordinal);
        var isFenced = false;
        for (var i = 0; i < lines.Length; i++)
        {
            if (isPage && lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal))
                isFenced = !isFenced;
            foreach (var (kind, target) in ReadLine(lines[i]).Concat(isPage && !isFenced ? ReadPageLine(lines[i]) : []))
                yield return new Citation(file, i + 1, kind, target);
        }
    }

    private static IEnumerable<(CitationKind Kind, string Target)> ReadLine(string line)
    {
        foreach (Match protocol in Protocol().Matches(line))
        {
            foreach (Match section in Section().Matches(protocol.Value))
                yield return (CitationKind.Section, section.Groups[1].Value);
        }

        foreach (Match finding in Finding().Matches(line))
            yield return (CitationKind.Finding, finding.Value);
        foreach (var number in NumbersOf(Erratum(), line))
            yield return (CitationKind.Erratum, number);
        foreach (var number in NumbersOf(Capture(), line))
            yield return (CitationKind.Capture, number);
        foreach (Match threat in Threat().Matches(line))
        {
            foreach (Match row in ThreatRow().Matches(threat.Value))
                yield return (CitationKind.Threat, row.Value);
        }

        foreach (Match decision in Decision().Matches(line))
            yield return (CitationKind.Decision, decision.Groups[1].Value);
        foreach (Match page in Page().Matches(line))
            yield return (CitationKind.Page, page.Value);
    }

    private static IEnumerable<(CitationKind Kind, string Target)> ReadPageLine(string line)
    {
        foreach (Match link in Link().Matches(line))
        {
            if (!link.Groups[1].Value.Contains("://", StringComparison.Ordinal)
                && !link.Groups[1].Value.StartsWith("mailto:", StringComparison.Ordinal))
                yield return (CitationKind.Link, link.Groups[1].Value);
        }

        foreach (Match code in Code().Matches(line))
            yield return (CitationKind.Code, code.Groups[1].Value);
    }

    private static IEnumerable<string> NumbersOf(Regex citation, string line) =>
        citation.Matches(line).SelectMany(static match => Number().Matches(match.Value)).Select(static number => number.Value);

    [GeneratedRegex(@"\b[Pp]rotocol(\.md)?,? §[^)""]*", RegexOptions.ExplicitCapture)]
    private static partial Regex Protocol();

    [GeneratedRegex(@"§(\d+(?:\.\d+)*)")]
    private static partial Regex Section();

    /// <summary>Only in a comment or a Markdown table: elsewhere a letter and a number may be anything.</summary>
    [GeneratedRegex(@"(?<=(///|//|Protocol|\.md,|\|).*)(?<![\w-""`'])G[1-9]\d?(?![\w-])", RegexOptions.ExplicitCapture)]
    private static partial Regex Finding();

    [GeneratedRegex(@"\b[Ee]rrat(um|a) \d+((, | and |, and )\d+)*", RegexOptions.ExplicitCapture)]
    private static partial Regex Erratum();

    [GeneratedRegex(@"\b[Cc]aptures? \d+((, | and |, and )\d+)*\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Capture();

    [GeneratedRegex(@"\b[Tt]hreats?( model)?,? R\d+((, | and | to )R\d+)*", RegexOptions.ExplicitCapture)]
    private static partial Regex Threat();

    [GeneratedRegex(@"R\d+")]
    private static partial Regex ThreatRow();

    [GeneratedRegex(@"\bdecisions?[ /](\d{4}(?:-[a-z0-9-]+)?)")]
    private static partial Regex Decision();

    [GeneratedRegex(@"\bdocs/[a-z][a-z-]*\.md\b")]
    private static partial Regex Page();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(
        @"`((?:Cli|Hosting|Configuration|Hits|Consent|Rewriting|Policies|Forwarding|Sending|Spooling|Caching|Endpoints|Diagnostics)/[A-Za-z0-9/]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
