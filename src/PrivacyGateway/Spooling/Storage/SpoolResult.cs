using System.Runtime.InteropServices;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>The result of spooling one hit.</summary>
/// <param name="Id">The row's id, or 0 if the hit is not spooled.</param>
/// <param name="Refusal">
/// Why the hit is not spooled. Null if it is, or if the hit itself is too large for any spool with these bounds.
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SpoolResult(long Id, Refusal? Refusal)
{
    public bool IsSpooled => Id != 0;
}
