using System.Runtime.InteropServices;

namespace PrivacyGateway.Spooling.Queues;

/// <summary>What is remembered of a row while it lies in the file.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpoolEntry(DateTimeOffset KeptAt, int Length);
