namespace PrivacyGateway.Spooling;

internal sealed class DeferRequest(IReadOnlyList<SpooledHit> hits) : HitsRequest(hits);
