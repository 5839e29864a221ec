namespace PrivacyGateway.Inspection;

/// <summary>The response that the browser got.</summary>
/// <param name="Status">The status.</param>
/// <param name="Outcome">The outcome of the hit, in a word.</param>
/// <param name="Blocked">Names of cookies that the track domain set and the browser does not get.</param>
/// <param name="Set">Names of cookies that the browser gets.</param>
/// <param name="Expired">Names of cookies that the response expires.</param>
internal sealed record ResponseView(
    int Status, string Outcome, IReadOnlyList<string> Blocked, IReadOnlyList<string> Set, IReadOnlyList<string> Expired);
