using TmuxBuilder.Checks.Reports;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Builder.Tests.Fuzz;

public sealed class ReportProperties
{
    [Fact]
    public void A_report_is_one_or_none() => Testing.Fuzz.Check(
        Testing.Fuzz.Texts("{\"findings\":[", "{\"rule\":", "\"a\"", "]", ",\"pages\":[", "}", "null"),
        json => _ = CheckReport.Parse(json));
}
