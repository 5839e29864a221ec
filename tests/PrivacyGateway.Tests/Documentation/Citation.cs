namespace PrivacyGateway.Tests.Documentation;

/// <summary>A place that names something to read elsewhere.</summary>
/// <param name="File">Where the citation stands, from the repository's root.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Kind">The kind of target.</param>
/// <param name="Target">The cited section, number, file or link.</param>
internal sealed record Citation(string File, int Line, CitationKind Kind, string Target)
{
    public override string ToString() => $"{File}({Line}): {Kind} {Target}";
}
