namespace PrivacyGateway.Cli.Proving;

/// <summary>The signals of a visitor's choice, and the decision that the documentation promises for it.</summary>
/// <param name="Name">The name in reports.</param>
/// <param name="Decision">The expected decision.</param>
/// <param name="Cookies">Cookies of each hit.</param>
/// <param name="Headers">Headers of each hit, besides the usual headers of a browser.</param>
/// <param name="Query">Appended to each hit's query; may be empty.</param>
internal sealed record ConsentState(
    string Name,
    StateDecision Decision,
    IReadOnlyList<string> Cookies,
    IReadOnlyList<string> Headers,
    string Query = "")
{
    public string Site { get; init; } = "same-site";

    /// <summary>Whether the visitor has consented to being identified.</summary>
    public bool IsConsent { get; init; }

    /// <summary>Whether the visitor chose to be anonymous: with a cookie domain, the response expires identifier cookies.</summary>
    public bool IsVisitorsChoice { get; init; }
}
