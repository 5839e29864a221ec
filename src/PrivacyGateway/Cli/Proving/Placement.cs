namespace PrivacyGateway.Cli.Proving;

/// <summary>One canary: a value that is unique in the run, so that its arrival shows that it was forwarded.</summary>
/// <param name="Value">Letters and digits, or an IP address.</param>
/// <param name="Name">The parameter, cookie or header that carries it.</param>
/// <param name="Data">The kind of data.</param>
/// <param name="Location">The location of the canary.</param>
/// <param name="Spelling">How name and value are written.</param>
/// <param name="Rule">The rule that promises to strip it; null if the policy promises nothing about it.</param>
internal sealed record Placement(string Value, string Name, ReportedCategory Data, CanaryLocation Location, string Spelling, string? Rule)
{
    /// <summary>Whether the track domain placed it in a response.</summary>
    public bool IsResponse => Location >= CanaryLocation.ResponseCookie;
}
