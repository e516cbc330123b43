/** @typedef {import("./lab.d.ts").WidgetManager} WidgetManager */

/**
 * The plugin that Voilà starts: a widget that comes as its place gives up waiting for it is shown all the same.
 *
 * Jupyter's widget manager looks for a widget ten times a second for two seconds, and not once more as it gives up. On
 * a laptop that takes as long to hear from its kernel, the widget may come between: then its place would say forever
 * that there is none, and a stage would stay empty. One that comes later yet is drawn by the manager itself.
 */
export const patient = {
  id: "afterwave:patient",
  autoStart: true,
  /** @param {{ widgetManagerPromise?: { promise: Promise<WidgetManager> } }} app */
  activate(app) {
    app.widgetManagerPromise?.promise.then((manager) => {
      const look = manager.get_model.bind(manager);
      manager.get_model = async (id) => {
        try {
          return await look(id);
        } catch (error) {
          if (manager.has_model(id)) return look(id);
          throw error;
        }
      };
    });
  }
};
