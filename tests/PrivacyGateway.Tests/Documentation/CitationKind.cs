namespace PrivacyGateway.Tests.Documentation;

internal enum CitationKind
{
    /// <summary>A numbered heading of <c>docs/protocol.md</c>.</summary>
    Section,

    /// <summary>A row of the findings in <c>docs/protocol.md</c>, such as G9.</summary>
    Finding,

    /// <summary>A numbered item of the errata in <c>docs/protocol.md</c>.</summary>
    Erratum,

    /// <summary>A scenario of <c>tests/data/pixel-captures.json</c>.</summary>
    Capture,

    /// <summary>A row of <c>docs/security.md</c>, such as R16.</summary>
    Threat,

    /// <summary>A decision record, by its number or by number and name.</summary>
    Decision,

    /// <summary>A page below <c>docs</c>.</summary>
    Page,

    /// <summary>A relative link of a Markdown page, with or without an anchor.</summary>
    Link,

    /// <summary>A file or folder of the code that a page names in backticks, such as <c>Hits/HitBody</c>.</summary>
    Code,
}
