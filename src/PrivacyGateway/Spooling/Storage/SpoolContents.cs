using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>What a file that was looked through holds.</summary>
internal sealed record SpoolContents(Ledger Ledger, SpoolQueues Queues);
