using TmuxBuilder.Core.Admission;

namespace TmuxBuilder.Core.Tests.Admission;

public sealed class AdmissionRulesTests
{
    private static readonly AdmissionLimits Limits =
        new() { Memory = 100, MemoryStalled = 0.1, PerProcessor = 8, Disk = 50 };

    [Theory]
    [InlineData(100L, 0.1, 8.0, 50L, Admittance.Open)]
    [InlineData(99L, 0.0, 0.0, 50L, Admittance.ShortOfMemory)]
    [InlineData(1000L, 0.11, 0.0, 50L, Admittance.ShortOfMemory)]
    [InlineData(1000L, 0.0, 8.1, 50L, Admittance.ShortOfProcessor)]
    [InlineData(99L, 0.0, 8.1, 50L, Admittance.ShortOfMemory)]
    [InlineData(99L, 0.0, 8.1, 49L, Admittance.ShortOfDisk)]
    [InlineData(null, null, null, null, Admittance.Open)]
    public void A_machine_is_judged_by_what_it_says(
        long? available, double? stalled, double? perProcessor, long? disk, Admittance judged) =>
        Assert.Equal(judged, AdmissionRules.Judge(new MachineLoad(available, stalled, perProcessor, disk), Limits));

    [Theory]
    [InlineData(4, 0, Admittance.Open, 4)]
    [InlineData(4, 3, Admittance.Open, 1)]
    [InlineData(4, 4, Admittance.Open, 0)]
    [InlineData(1, 2, Admittance.Open, 0)]
    [InlineData(4, 1, Admittance.ShortOfMemory, 0)]
    [InlineData(4, 0, Admittance.ShortOfProcessor, 1)]
    [InlineData(4, 0, Admittance.ShortOfDisk, 0)]
    public void What_is_free_is_the_cap_less_those_at_work_and_one_at_least_where_none_is(
        int capacity, int working, Admittance admittance, int free) =>
        Assert.Equal(free, AdmissionRules.Free(capacity, working, admittance));
}
