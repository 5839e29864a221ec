using PrivacyGateway.Hosting.Descriptors;

namespace PrivacyGateway.Tests.Hosting.Descriptors;

public sealed class DescriptorLimitTests
{
    [Theory]
    [InlineData("Max open files            1024                 4096                 files     ", 1024L)]
    [InlineData("Max open files            1073741816           1073741816           files     ", 1073741816L)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max open files", null)]
    [InlineData("Max processes             63421                63421                processes ", null)]
    public void Soft_limit_is_read_as_the_kernel_writes_it(string line, long? most) =>
        Assert.Equal(
            most, DescriptorLimit.Parse(["Limit                     Soft Limit           Hard Limit           Units     ", line]).Max);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(256, 0)]
    [InlineData(1024, 256)]
    [InlineData(65_536, 32_512)]
    public void Limit_allows_one_connection_and_request_for_each_two_descriptors_above_the_gateways_own(long most, int pairs)
    {
        var limit = new DescriptorLimit(most);

        Assert.Equal(pairs, limit.SupportedConnections);
        Assert.True(pairs == 0 || DescriptorLimit.RequiredFor(pairs) == most);
    }

    [Fact]
    public void Missing_descriptor_limit_bounds_nothing() =>
        Assert.Equal(int.MaxValue, new DescriptorLimit(Max: null).SupportedConnections);

    [Fact]
    public void Descriptors_in_use_are_counted_on_this_machine()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It is read from /proc.");
        var files = Enumerable.Range(0, 200).Select(static _ => File.OpenRead("/dev/null")).ToList();

        var open = DescriptorLimit.Read().CountOpen();
        files.ForEach(static file => file.Dispose());

        Assert.True(open > files.Count, $"{open} were counted.");
    }
}
