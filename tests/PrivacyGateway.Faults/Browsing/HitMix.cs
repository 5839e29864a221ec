namespace PrivacyGateway.Faults.Browsing;

/// <summary>
/// Hits of all kinds in turn: of ten requests seven are anonymous, among them a form, a
/// batch and one that is always queued; three are identified, one of which may be spooled.
/// </summary>
internal sealed class HitMix
{
    private int _requests;
    private int _id;

    public BrowserHit Next() => (_requests++ % 10) switch
    {
        1 => BrowserHit.AnonymousPost(_id++),
        2 => BrowserHit.AnonymousGet(_id++, GatewayHosts.Queued),
        3 => BrowserHit.AnonymousBatch([.. Enumerable.Range(0, BrowserHit.LinesOfBatch).Select(_ => _id++)]),
        5 or 9 => BrowserHit.Identified(_id++),
        7 => BrowserHit.IdentifiedToKeep(_id++),
        _ => BrowserHit.AnonymousGet(_id++),
    };
}
