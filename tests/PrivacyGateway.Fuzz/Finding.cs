namespace PrivacyGateway.Fuzz;

/// <summary>A violated invariant.</summary>
internal sealed class Finding(string message) : Exception(message)
{
    public static void Unless(bool holds, string message)
    {
        if (!holds)
            throw new Finding(message);
    }
}
