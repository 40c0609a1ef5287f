using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Signals;

/// <summary>By what a turn's logs and spans are found.</summary>
public sealed class TraceIdTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    private static readonly Turn Turn = new()
    {
        Id = TurnId.New(TimeProvider.System),
        Session = SessionId.New("a@example.com", TimeProvider.System),
        Message = MessageId.New(TimeProvider.System),
        Text = "Tea",
        CreatedAt = DateTimeOffset.UnixEpoch,
        TraceId = "portal-42",
        TraceParent = $"00-{Trace}-b7ad6b7169203331-01",
    };

    [Fact]
    public void A_diagnosis_names_the_call_and_the_trace()
    {
        var diagnosis = Diagnoses.Of(Turn, null, WorkerId.Parse("w"), DateTimeOffset.UnixEpoch);

        Assert.Equal(("portal-42", Trace), (diagnosis.RequestId, diagnosis.TraceId));
    }

    [Fact]
    public void A_repair_belongs_to_the_trace_of_the_turn_whose_site_it_mends()
    {
        var repair = new FollowUp(Turn with { TraceParent = null }, null!);

        Assert.Equal(Turn.TraceParent, repair.Within(Turn).Turn.TraceParent);
    }
}
