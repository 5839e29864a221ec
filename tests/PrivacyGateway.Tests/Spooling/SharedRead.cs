namespace PrivacyGateway.Tests.Spooling;

/// <summary>Copies a file that another process has open and locked: <c>cp</c> ignores such locks.</summary>
internal static class SharedRead
{
    public static void Copy(string from, string to)
    {
        using var copy = System.Diagnostics.Process.Start("cp", [from, to]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }
}
