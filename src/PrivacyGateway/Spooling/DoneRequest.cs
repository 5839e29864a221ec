namespace PrivacyGateway.Spooling;

internal sealed class DoneRequest(IReadOnlyList<SpooledHit> hits) : HitsRequest(hits);
