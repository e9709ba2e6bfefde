using System.Runtime.InteropServices;
using Chat.Engine.Native;

namespace Chat.Engine.Tests.Native;

public sealed class ChildHandleTests
{
    [Fact]
    public void A_parent_closed_first_is_freed_only_after_its_child()
    {
        var freed = new List<string>();
        var parent = new Parent(freed);
        var child = new Child(2, freed, parent);

        parent.Dispose();
        Assert.Empty(freed);

        child.Dispose();
        Assert.Equal(["child", "parent"], freed);
    }

    [Fact]
    public void Closing_in_the_usual_order_frees_each_once()
    {
        var freed = new List<string>();
        var parent = new Parent(freed);
        var child = new Child(2, freed, parent);

        child.Dispose();
        child.Dispose();
        parent.Dispose();

        Assert.Equal(["child", "parent"], freed);
    }

    [Fact]
    public void A_child_that_could_not_be_made_holds_nothing()
    {
        var freed = new List<string>();
        var parent = new Parent(freed);
        var child = new Child(0, freed, parent);

        Assert.True(child.IsInvalid);
        parent.Dispose();

        Assert.Equal(["parent"], freed);
        child.Dispose();
        Assert.Equal(["parent"], freed);
    }

    [Fact]
    public void A_child_of_a_closed_parent_is_refused_and_leaks_nothing()
    {
        var freed = new List<string>();
        var open = new Parent(freed, "open");
        var closed = new Parent(freed, "closed");
        closed.Dispose();

        Assert.Throws<ObjectDisposedException>(() => new Child(2, freed, open, closed));
        Assert.Equal(["closed", "child"], freed);

        // The reference that had been taken was given back: closing frees at once.
        open.Dispose();
        Assert.Equal(["closed", "child", "open"], freed);
    }

    private sealed class Parent : SafeHandle
    {
        private readonly List<string> _freed;

        private readonly string _name;

        public Parent(List<string> freed, string name = "parent")
            : base(0, ownsHandle: true)
        {
            _freed = freed;
            _name = name;
            SetHandle(1);
        }

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            _freed.Add(_name);
            return true;
        }
    }

    private sealed class Child(nint value, List<string> freed, params SafeHandle[] parents)
        : ChildHandle(value, _ => freed.Add("child"), parents);
}
