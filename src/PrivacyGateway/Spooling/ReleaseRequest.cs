namespace PrivacyGateway.Spooling;

internal sealed class ReleaseRequest(IReadOnlyList<SpooledHit> hits) : HitsRequest(hits);
