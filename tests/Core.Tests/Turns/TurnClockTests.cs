using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Tests.Turns;

public sealed class TurnClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 2, 4, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Only_time_in_which_something_works_counts()
    {
        var turn = NewTurn()
            .MovedTo(TurnState.Typed, At(10))
            .MovedTo(TurnState.Accepted, At(11))
            .MovedTo(TurnState.Working, At(12))
            .MovedTo(TurnState.Waiting, At(15))
            .MovedTo(TurnState.Typed, At(40))
            .MovedTo(TurnState.Parked, At(42))
            .MovedTo(TurnState.Typed, At(60))
            .MovedTo(TurnState.Done, At(63));

        Assert.Equal((TimeSpan.FromMinutes(10), null, TurnState.Done), (turn.Worked, turn.WorkingSince, turn.State));
    }

    [Fact]
    public void The_end_of_its_time_moves_with_what_it_has_worked_and_is_none_while_it_rests()
    {
        var limit = TimeSpan.FromMinutes(20);
        var turn = NewTurn();
        Assert.Null(turn.EndOf(limit));

        turn = turn.MovedTo(TurnState.Typed, At(10));
        Assert.Equal(At(30), turn.EndOf(limit));
        turn = turn.MovedTo(TurnState.Waiting, At(15));
        Assert.Null(turn.EndOf(limit));
        Assert.Equal(At(55), turn.MovedTo(TurnState.Typed, At(40)).EndOf(limit));
    }

    private static DateTimeOffset At(int minute) => Start + TimeSpan.FromMinutes(minute);

    private static Turn NewTurn() => new()
    {
        Id = TurnId.New(TimeProvider.System),
        Session = SessionId.New("client@example.com", TimeProvider.System),
        Message = MessageId.New(TimeProvider.System),
        Text = "Build",
        CreatedAt = Start,
    };
}
