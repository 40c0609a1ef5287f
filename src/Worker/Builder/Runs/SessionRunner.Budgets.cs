using TmuxBuilder.Builder.Budgets;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>
/// Turns set aside because a budget is spent: until an admin raises it or, of a month's, the next month begins.
/// </content>
internal sealed partial class SessionRunner
{
    private async Task ParkAsync(Turn turn, BudgetStop stop, CancellationToken cancellationToken)
    {
        if (turn.Suffered(SetbackKind.OverBudget) >= parts.Options.MaxParkings)
        {
            await BreakAsync(turn, Sentences.StaysOverBudget(stop.Scope), stop.Cause, cancellationToken);
            return;
        }

        var until = stop.Scope.IsMonthly
            ? BudgetRules.NextMonth(Now)
            : Times.WholeSecond(Now + parts.Options.BudgetWait);
        await SetAsideAsync(
            turn,
            SetbackKind.OverBudget,
            until,
            Sentences.OverBudget(stop.Scope, until),
            stop.Cause,
            cancellationToken);
    }

    private static bool IsForBudget(Turn turn) => turn.Setbacks is [.., { Kind: SetbackKind.OverBudget }];

    /// <summary>
    /// Waits until the budget is raised, which the worker's own look or a doorbell tells; in the end the turn fails.
    /// </summary>
    private async Task AwaitBudgetAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (await MayGoOnAsync(turn, cancellationToken))
        {
            if (takenOver is null && !await IsPausedAsync(cancellationToken))
            {
                await RequestPlaceAsync(cancellationToken);
            }
        }
        else if (turn.ParkedUntil > Now)
        {
            lookAt = turn.ParkedUntil;
        }
        else if (parts.Budgets.StopOf(Session) is { } stop)
        {
            await BreakAsync(turn, Sentences.StaysOverBudget(stop.Scope), stop.Cause, cancellationToken);
        }
    }

    private async Task<bool> MayGoOnAsync(Turn turn, CancellationToken cancellationToken) =>
        await parts.Budgets.LookAsync(Session, turn.Id, cancellationToken) is null;
}
