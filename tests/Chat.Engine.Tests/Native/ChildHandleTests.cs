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
    public void A_child_of_a_closed_parent_is_refused()
    {
        var freed = new List<string>();
        var parent = new Parent(freed);
        parent.Dispose();

        Assert.Throws<ObjectDisposedException>(() => new Child(2, freed, parent));
    }

    private sealed class Parent : SafeHandle
    {
        private readonly List<string> _freed;

        public Parent(List<string> freed)
            : base(0, ownsHandle: true)
        {
            _freed = freed;
            SetHandle(1);
        }

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            _freed.Add("parent");
            return true;
        }
    }

    private sealed class Child(nint value, List<string> freed, SafeHandle parent) : ChildHandle(value, parent)
    {
        protected override void Free(nint value) => freed.Add("child");
    }
}
