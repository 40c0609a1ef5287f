using TmuxBuilder.Core.Operations;
using TmuxBuilder.Core.Ports;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class OperationStoreContract : PortContract
{
    private IOperationStore Operations => World.Get<IOperationStore>();

    [Fact]
    public async Task An_operation_is_found_as_it_was_created()
    {
        var operation = NewOperation("z", "a", "m");

        await Operations.CreateAsync(operation, Cancellation);

        var found = await Operations.FindAsync(operation.Id, Cancellation);
        Assert.Equivalent(operation, found, strict: true);
        Assert.Equal(operation.Items, found?.Items);
        Assert.Null(await Operations.FindAsync(OperationId.New(Time), Cancellation));
    }

    [Fact]
    public async Task An_item_is_replaced_by_its_subject_and_the_receipt_outlives_the_process()
    {
        var operation = NewOperation("a", "b");
        var other = NewOperation("a");
        await Operations.CreateAsync(operation, Cancellation);
        await Operations.CreateAsync(other, Cancellation);
        var done = new OperationItem("b", "done", "Removed.", """{"bytes":1}""");

        Assert.True(await Operations.SaveItemAsync(operation.Id, done, null, Cancellation));
        await World.ReopenAsync();

        Assert.Equal([operation.Items[0], done], (await Operations.FindAsync(operation.Id, Cancellation))?.Items);
        Assert.Equal(other.Items, (await Operations.FindAsync(other.Id, Cancellation))?.Items);
    }

    [Fact]
    public async Task An_absent_item_or_operation_is_not_saved()
    {
        var operation = NewOperation("a");
        await Operations.CreateAsync(operation, Cancellation);

        Assert.False(await Operations.SaveItemAsync(operation.Id, new OperationItem("b", "done"), null, Cancellation));
        Assert.False(
            await Operations.SaveItemAsync(OperationId.New(Time), new OperationItem("a", "done"), null, Cancellation));
        Assert.Equal(operation.Items, (await Operations.FindAsync(operation.Id, Cancellation))?.Items);
    }

    [Fact]
    public async Task A_worker_saves_an_item_while_its_lease_stands_and_an_old_epoch_changes_nothing()
    {
        var operation = NewOperation("a");
        await Operations.CreateAsync(operation, Cancellation);
        var session = await World.StoredSessionAsync();
        var lost = await World.LostLeaseAsync(session.Id);
        var held = await World.LeaseAsync(session.Id, Sample.WorkerB);
        var done = new OperationItem("a", "done");

        Assert.False(await Operations.SaveItemAsync(operation.Id, done, lost, Cancellation));
        Assert.Equal(operation.Items, (await Operations.FindAsync(operation.Id, Cancellation))?.Items);

        Assert.True(await Operations.SaveItemAsync(operation.Id, done, held, Cancellation));
        Assert.Equal([done], (await Operations.FindAsync(operation.Id, Cancellation))?.Items);
    }

    private Operation NewOperation(params string[] subjects) => new(
        OperationId.New(Time), "purge", Now, [.. subjects.Select(subject => new OperationItem(subject, "pending"))]);
}
